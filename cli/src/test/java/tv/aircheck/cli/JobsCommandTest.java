package tv.aircheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.aircheck.cli.config.Config;
import tv.aircheck.cli.config.ConfigSource;
import tv.aircheck.cli.server.Archive;
import tv.aircheck.cli.server.KnownJobs;
import tv.aircheck.cli.server.Server;
import tv.aircheck.recorder.jobs.Job;
import tv.aircheck.recorder.jobs.JobSettings;

/** Jobs as an operator sees them, beside a server and without one. */
class JobsCommandTest {
  @TempDir Path data;

  @Test
  void runsAJobBesideAServerAndTellsOfItAfterwards() throws IOException {
    try (Server server = Server.start(config())) {
      assertThat(server.http()).isNotNull();
      Said run = aircheck("jobs", "run", "gc");

      assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).contains("gc: everything in the store belongs to something");
    }
    JsonNode jobs = new ObjectMapper().readTree(aircheck("jobs", "ls", "--json").out()).get("jobs");
    JsonNode gc = jobs.get(4);
    assertThat(gc.get("name").asText()).isEqualTo("gc");
    assertThat(gc.get("state").asText()).isEqualTo("done");
    assertThat(gc.get("nextRunAt").asText()).contains("T05:10:00.000Z");
    assertThat(jobs.get(0).get("state").asText()).isEqualTo("never-run");
    assertThat(aircheck("jobs", "ls").out()).contains("NEXT RUN").contains("never run");
  }

  @Test
  void saysWhichJobsThereAre() throws IOException {
    Archive.open(config()).close();

    Said said = aircheck("jobs", "run", "tidy");

    assertThat(said.status()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(said.err()).contains("choose from backup, retention, bundle, verify, gc");
  }

  @Test
  void everyJobHasAScheduleAndEveryScheduleAJob() throws IOException {
    try (Archive archive = Archive.open(config())) {
      List<String> names = KnownJobs.of(config(), archive).stream().map(Job::name).toList();
      assertThat(JobSettings.DEFAULT.schedule().keySet())
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  private Config config() {
    String any = "127.0.0.1:0";
    return ConfigSource.read(
            null, Map.of(), Map.of("data", data.toString(), "rtmp", any, "relay", any, "http", any))
        .config();
  }

  private Said aircheck(String... words) {
    return Said.over(data, words);
  }
}

package tv.aircheck.testkit;

import java.util.List;
import net.jqwik.api.lifecycle.AroundContainerHook;
import net.jqwik.api.lifecycle.ContainerLifecycleContext;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class when Netty reports a leaked buffer by the time the class is over. For Jupiter
 * {@code @ExtendWith(LeakGuard.class)}, for jqwik {@code @AddLifecycleHook(LeakGuard.class)}.
 *
 * <p>A leak can only be seen once its buffer is garbage, so the class ends with a forced
 * collection. What an earlier class without a guard leaked in the same JVM is reported here too.
 */
public final class LeakGuard implements AfterAllCallback, AroundContainerHook {
  private static final LeakReports REPORTS = LeakReports.install();

  @Override
  public void afterAll(ExtensionContext context) {
    failOnLeak(context.getDisplayName());
  }

  @Override
  public void afterContainer(ContainerLifecycleContext context) {
    failOnLeak(context.label());
  }

  private static void failOnLeak(String where) {
    List<String> leaks = REPORTS.collect();
    if (!leaks.isEmpty()) {
      throw new AssertionError(
          leaks.size() + " leaked buffer(s) at the end of " + where + ":\n" + leaks.get(0));
    }
  }
}

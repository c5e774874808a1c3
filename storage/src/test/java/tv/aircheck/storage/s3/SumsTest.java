package tv.aircheck.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Only an entity tag that is an MD5 can tell that a part arrived damaged. */
class SumsTest {
  private static final String MD5 = "\"0123456789abcdef0123456789ABCDEF\"";

  @Test
  void anEntityTagOfAnEncryptedPartIsNoMd5() {
    assertThat(Sums.isMd5(MD5, null)).isTrue();
    assertThat(Sums.isMd5(MD5, ServerSideEncryption.AES256)).isTrue();
    assertThat(Sums.isMd5(MD5, ServerSideEncryption.AWS_KMS)).isFalse();
    assertThat(Sums.isMd5(MD5, ServerSideEncryption.AWS_KMS_DSSE)).isFalse();
    assertThat(Sums.isMd5("\"0123456789abcdef0123456789abcdef-3\"", null)).isFalse();
    assertThat(Sums.isMd5("\"opaque\"", null)).isFalse();
    assertThat(Sums.isMd5(null, null)).isFalse();
  }
}

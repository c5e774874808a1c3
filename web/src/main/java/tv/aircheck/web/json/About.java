package tv.aircheck.web.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a field of a document is, for the document that describes them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface About {
  /** In words. */
  String value() default "";

  /** Whether it may be null. */
  boolean orNull() default false;

  /** Such as date-time or uri-reference; empty for none. */
  String format() default "";

  /** The only words that it has; empty for any. */
  String[] words() default {};
}

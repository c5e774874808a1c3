package tv.aircheck.flv.amf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An ordered set of named values: AMF's object, typed object or ECMA array. Values are those {@link
 * Amf0Reader#read} gives. Mutable, not thread-safe.
 */
public final class AmfObject {
  private final boolean ecmaArray;
  private final String className;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private AmfObject(boolean ecmaArray, String className) {
    this.ecmaArray = ecmaArray;
    this.className = className;
  }

  public static AmfObject object() {
    return new AmfObject(false, null);
  }

  public static AmfObject ecmaArray() {
    return new AmfObject(true, null);
  }

  public static AmfObject typed(String className) {
    return new AmfObject(false, Objects.requireNonNull(className));
  }

  public boolean isEcmaArray() {
    return ecmaArray;
  }

  /** Null unless typed. */
  public String className() {
    return className;
  }

  /** A field set again keeps its place. */
  public AmfObject put(String name, Object value) {
    fields.put(Objects.requireNonNull(name), value);
    return this;
  }

  public AmfObject putAll(AmfObject other) {
    fields.putAll(other.fields);
    return this;
  }

  public AmfObject remove(String name) {
    fields.remove(name);
    return this;
  }

  /** Null if absent, and if present with that value. */
  public Object get(String name) {
    return fields.get(name);
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  public String string(String name, String otherwise) {
    return fields.get(name) instanceof String s ? s : otherwise;
  }

  public double number(String name, double otherwise) {
    return fields.get(name) instanceof Number n ? n.doubleValue() : otherwise;
  }

  public boolean bool(String name, boolean otherwise) {
    return fields.get(name) instanceof Boolean b ? b : otherwise;
  }

  /** Null if there is no object of that name. */
  public AmfObject object(String name) {
    return fields.get(name) instanceof AmfObject o ? o : null;
  }

  public int size() {
    return fields.size();
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** In order; not to be changed through. */
  public Map<String, Object> fields() {
    return Collections.unmodifiableMap(fields);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AmfObject o
        && ecmaArray == o.ecmaArray
        && Objects.equals(className, o.className)
        && fields.equals(o.fields);
  }

  @Override
  public int hashCode() {
    return Objects.hash(ecmaArray, className, fields);
  }

  @Override
  public String toString() {
    return (className == null ? "" : className) + fields;
  }
}

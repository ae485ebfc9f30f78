package io.oauthcc.grant;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.TokenStreamFactory;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.ReaderBasedJsonParser;
import com.fasterxml.jackson.core.sym.CharsToNameCanonicalizer;
import com.fasterxml.jackson.core.util.BufferRecycler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object (RFC 8259), read strictly: UTF-8 (§8.1), no member twice at any
 * depth, nothing after it, bounded depth, lengths and number of parts. A byte-order mark is
 * skipped.
 *
 * <p>Read with Jackson's streaming parser: the first use costs a fifth of what Databind's does, and
 * that is time an application waits for its first token.
 */
final class JsonObject {

  private static final int MAX_DEPTH = 32;
  private static final int MAX_NUMBER_LENGTH = 100;
  private static final int MAX_NAME_LENGTH = 1000;
  private static final int MAX_LENGTH = 64 * 1024;
  private static final int MAX_TOKENS = 10_000;

  /** What some servers write as text where they mean that there is nothing to say. */
  private static final List<String> NOTHING =
      Collections.unmodifiableList(Arrays.asList("", "0", "false", "null"));

  /** What stands for a member without a value of its own. */
  private enum Other {
    NULL,
    FALSE,
    TRUE
  }

  private final Map<String, Object> members = new LinkedHashMap<>();

  private JsonObject() {}

  /** The bytes are not such an object. The message quotes nothing of them. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /** The object in UTF-8. */
  static JsonObject parse(byte[] bytes) throws Unreadable {
    return parse(bytes, false);
  }

  /**
   * The object in UTF-8.
   *
   * @param elseLatin1 whether bytes that are not UTF-8 are taken for ISO 8859-1
   */
  static JsonObject parse(byte[] bytes, boolean elseLatin1) throws Unreadable {
    String text = JsonBytes.decode(bytes, elseLatin1);
    JsonObject object = new JsonObject();
    try (JsonParser parser = parser(text.toCharArray())) {
      object.readFrom(parser);
      return object;
    } catch (StreamConstraintsException e) {
      throw new Unreadable(
          "it is nested too deep, has too many parts, or a name or number in it is too long");
    } catch (JsonEOFException e) {
      throw new Unreadable("it ends too early");
    } catch (IOException e) {
      // The parser's message quotes the text, which may hold a token.
      throw new Unreadable(
          isAboutDuplicate(e) ? "it has a member twice" : "it breaks the grammar of JSON");
    }
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  boolean isNull(String name) {
    return members.get(name) == Other.NULL;
  }

  /**
   * Whether the member is there and says something: not so {@code null}, {@code false} and zero,
   * also as text, a blank string, and an array or object of nothing else.
   */
  boolean says(String name) {
    return says(members.get(name));
  }

  private static boolean says(@Nullable Object value) {
    if (value instanceof Double) {
      return (Double) value != 0;
    }
    if (value instanceof String) {
      return !NOTHING.contains(((String) value).trim().toLowerCase(Locale.ROOT));
    }
    boolean says = value == Other.TRUE;
    if (value instanceof List || value instanceof JsonObject) {
      Collection<?> parts =
          value instanceof List ? (List<?>) value : ((JsonObject) value).members.values();
      for (Object part : parts) {
        says |= says(part);
      }
    }
    return says;
  }

  /** The member if it is a string, else null. */
  @Nullable String text(String name) {
    Object value = members.get(name);
    return value instanceof String ? (String) value : null;
  }

  /** The member if it is a number, maybe an infinite one, else null. */
  @Nullable Double number(String name) {
    Object value = members.get(name);
    return value instanceof Double ? (Double) value : null;
  }

  /** The strings of the member if it is an array, else null. */
  @Nullable List<String> texts(String name) {
    Object value = members.get(name);
    if (!(value instanceof List)) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (Object element : (List<?>) value) {
      if (element instanceof String) {
        texts.add((String) element);
      }
    }
    return texts;
  }

  /** The member if it is an object, else null. */
  @Nullable JsonObject object(String name) {
    Object value = members.get(name);
    return value instanceof JsonObject ? (JsonObject) value : null;
  }

  /** Of all members, in order. */
  Set<String> names() {
    return members.keySet();
  }

  /** Members may hold tokens. */
  @Override
  public String toString() {
    return "JSON object ***";
  }

  /**
   * Made by hand: the factory's own class has all writers and the asynchronous parsers loaded, for
   * the verifier to look at. Names are neither shared nor interned, no message quotes the text.
   */
  private static JsonParser parser(char[] text) throws StreamConstraintsException {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .maxStringLength(MAX_LENGTH)
            .maxDocumentLength(MAX_LENGTH)
            .maxTokenCount(MAX_TOKENS)
            .build();
    limits.validateDocumentLength(text.length);
    return new ReaderBasedJsonParser(
        new IOContext(
            limits,
            StreamWriteConstraints.defaults(),
            ErrorReportConfiguration.defaults(),
            new BufferRecycler(),
            ContentReference.redacted(),
            false),
        JsonParser.Feature.STRICT_DUPLICATE_DETECTION.getMask(),
        null,
        null,
        CharsToNameCanonicalizer.createRoot((TokenStreamFactory) null).makeChild(),
        text,
        0,
        text.length,
        false);
  }

  private void readFrom(JsonParser parser) throws IOException, Unreadable {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new Unreadable("it is empty");
    }
    if (first != JsonToken.START_OBJECT) {
      throw new Unreadable("it is not an object");
    }
    readMembers(parser);
    if (parser.nextToken() != null) {
      throw new Unreadable("text follows the object");
    }
  }

  private void readMembers(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (name.length() > MAX_NAME_LENGTH) {
        throw new StreamConstraintsException("name too long");
      }
      parser.nextToken();
      members.put(name, value(parser));
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT:
        JsonObject object = new JsonObject();
        object.readMembers(parser);
        return object;
      case START_ARRAY:
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        return array;
      case VALUE_STRING:
        return parser.getText();
      case VALUE_NUMBER_INT:
      case VALUE_NUMBER_FLOAT:
        // Its length has its limit. The parser's own way begins with regular expressions.
        return Double.parseDouble(parser.getText());
      case VALUE_TRUE:
        return Other.TRUE;
      case VALUE_FALSE:
        return Other.FALSE;
      default:
        return Other.NULL;
    }
  }

  private static boolean isAboutDuplicate(IOException e) {
    return String.valueOf(e.getMessage()).startsWith("Duplicate ");
  }
}

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON object (RFC 8259) strictly: UTF-8 (§8.1), no member twice at any depth, nothing
 * after it, bounded depth, lengths and number of parts. A byte-order mark is skipped.
 *
 * <p>With Jackson's streaming parser: the first use costs a fifth of what Databind's does, and that
 * is time an application waits for its first token.
 */
final class JsonReader {

  private static final int MAX_DEPTH = 32;
  private static final int MAX_NUMBER_LENGTH = 100;
  private static final int MAX_NAME_LENGTH = 1000;
  private static final int MAX_LENGTH = 64 * 1024;
  private static final int MAX_TOKENS = 10_000;

  private JsonReader() {}

  /** The object in UTF-8. */
  static JsonObject read(byte[] bytes) throws JsonObject.Unreadable {
    return read(bytes, false);
  }

  /**
   * The object in UTF-8.
   *
   * @param elseLatin1 whether bytes that are not UTF-8 are taken for ISO 8859-1
   */
  static JsonObject read(byte[] bytes, boolean elseLatin1) throws JsonObject.Unreadable {
    String text = JsonBytes.decode(bytes, elseLatin1);
    try (JsonParser parser = parser(text.toCharArray())) {
      return whole(parser);
    } catch (StreamConstraintsException e) {
      throw new JsonObject.Unreadable(
          "it is nested too deep, has too many parts, or a name or number in it is too long");
    } catch (JsonEOFException e) {
      throw new JsonObject.Unreadable("it ends too early");
    } catch (IOException e) {
      // The parser's message quotes the text, which may hold a token.
      throw new JsonObject.Unreadable(
          isAboutDuplicate(e) ? "it has a member twice" : "it breaks the grammar of JSON");
    }
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

  private static JsonObject whole(JsonParser parser) throws IOException, JsonObject.Unreadable {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new JsonObject.Unreadable("it is empty");
    }
    if (first != JsonToken.START_OBJECT) {
      throw new JsonObject.Unreadable("it is not an object");
    }
    JsonObject object = object(parser);
    if (parser.nextToken() != null) {
      throw new JsonObject.Unreadable("text follows the object");
    }
    return object;
  }

  private static JsonObject object(JsonParser parser) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (name.length() > MAX_NAME_LENGTH) {
        throw new StreamConstraintsException("name too long");
      }
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new JsonObject(members);
  }

  private static Object value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT:
        return object(parser);
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
        return JsonObject.Other.TRUE;
      case VALUE_FALSE:
        return JsonObject.Other.FALSE;
      default:
        return JsonObject.Other.NULL;
    }
  }

  private static boolean isAboutDuplicate(IOException e) {
    return String.valueOf(e.getMessage()).startsWith("Duplicate ");
  }
}

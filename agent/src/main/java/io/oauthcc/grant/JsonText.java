package io.oauthcc.grant;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes one flat JSON object (RFC 8259), in UTF-8 and without spaces. */
final class JsonText {

  private JsonText() {}

  /**
   * The object with these members in this order: strings, longs and lists of strings.
   *
   * @throws IOException if a value has no form in UTF-8
   */
  static byte[] of(Map<String, ?> members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonFactory factory =
        JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      json.writeStartObject();
      for (Map.Entry<String, ?> member : members.entrySet()) {
        json.writeFieldName(member.getKey());
        write(json, member.getValue());
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Long) {
      json.writeNumber((Long) value);
    } else if (value instanceof List) {
      String[] texts = ((List<?>) value).toArray(new String[0]);
      json.writeArray(texts, 0, texts.length);
    } else {
      json.writeString((String) value);
    }
  }
}

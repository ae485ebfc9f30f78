package io.oauthcc.grant;

import io.oauthcc.http.HttpAnswer;

/** The JSON object that an answer's body should be. */
final class JsonAnswer {

  private JsonAnswer() {}

  /**
   * The object. It is UTF-8, whatever the content type says (RFC 8259 §8.1); where it is not, it is
   * read as ISO 8859-1 if it is labelled so, or if nothing but a refusal is to be read from it.
   *
   * @throws JsonObject.Unreadable if it is none; the message says why
   */
  static JsonObject of(HttpAnswer answer, ServerText text) throws JsonObject.Unreadable {
    boolean refusal = answer.status() / 100 != 2;
    try {
      return JsonReader.read(answer.body(), refusal || new MediaType(answer).isLatin1());
    } catch (JsonObject.Unreadable e) {
      String coding = answer.unknownCoding();
      if (coding == null) {
        throw e;
      }
      throw new JsonObject.Unreadable(
          "it is in the Content-Encoding " + text.clean(coding) + ", which was not asked for");
    }
  }
}

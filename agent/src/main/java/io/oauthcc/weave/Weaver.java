package io.oauthcc.weave;

import io.oauthcc.weave.inline.AdviceClass;
import io.oauthcc.weave.inline.Relocation;
import io.oauthcc.weave.inline.WovenClass;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts a client's advice into its class files, without loading the classes they are about.
 *
 * <p>Byte Buddy's own weaver does the same for all that its annotations can say, and is what tests
 * compare this one with; it would load 500 classes in the first request.
 */
final class Weaver {

  /**
   * Weaves the client's advice for one class, whose shape has been checked.
   *
   * @param prefix where shading moved the client
   * @param className one that the client claims
   * @param classFile its bytes
   * @throws IllegalStateException if the bytes lack a method that is to be woven
   */
  byte[] weave(Client client, String prefix, String className, byte[] classFile)
      throws IOException {
    WovenClass woven =
        WovenClass.of(classFile, field -> client.descriptorOf(className, field, prefix));
    Map<String, AdviceClass> known = new HashMap<>();
    for (AdvisedMethod method : client.methods) {
      if (className.equals(prefix + method.className)) {
        AdviceClass advice = known.get(method.adviceName);
        if (advice == null) {
          advice = advice(method.adviceName, client, prefix);
          known.put(method.adviceName, advice);
        }
        woven.advise(method.methodName, advice);
      }
    }
    return woven.toByteArray();
  }

  private static AdviceClass advice(String name, Client client, String prefix) throws IOException {
    // Not made before: that needs permissions which only the weaving has.
    byte[] classFile = new ClassFiles(Weaver.class.getClassLoader()).read(name);
    if (classFile == null) {
      throw new IOException(name + ".class is missing in oauthcc.jar");
    }
    return AdviceClass.of(
        client.root == null || prefix.isEmpty()
            ? classFile
            : Relocation.of(classFile, client.root, prefix));
  }
}

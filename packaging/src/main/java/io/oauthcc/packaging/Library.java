package io.oauthcc.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** What of a library's jar ships. */
record Library(SortedMap<String, byte[]> archived, SortedMap<String, byte[]> open) {

  private static final String DESCRIPTORS = "META-INF/maven/";
  private static final String SERVICES = "META-INF/services/";
  private static final String BYTE_BUDDY = "net/bytebuddy/";
  private static final String ASM_OF_BYTE_BUDDY = "net/bytebuddy/jar/asm/";

  /**
   * Reads a jar.
   *
   * <p>Archived: classes but for those of newer JDKs and module descriptors, service files, other
   * resources. Of Byte Buddy the ASM alone: with its annotations advice is written, its weaver is
   * what tests compare ours with. In the open: the Maven descriptors, for scanners, and everything
   * that looks like a licence, under {@code META-INF/licenses/<artifact>/}.
   */
  static Library read(Path jar) throws IOException {
    SortedMap<String, byte[]> archived = new TreeMap<>();
    SortedMap<String, byte[]> open = new TreeMap<>();
    SortedMap<String, byte[]> licenses = new TreeMap<>();
    String artifact = "";
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        if (entry.isDirectory()
            || name.startsWith("META-INF/versions/")
            || name.endsWith("module-info.class")
            || isUnused(name)) {
          continue;
        }
        byte[] content = content(file, entry);
        if (name.startsWith(DESCRIPTORS)) {
          open.put(name, content);
          artifact = name.split("/", -1)[3];
        } else if (isLicense(name)) {
          licenses.put(name.substring("META-INF/".length()), content);
        } else if (name.endsWith(".class")) {
          archived.put(name, LibraryRewriter.rewrite(content));
        } else if (name.startsWith(SERVICES) || !name.startsWith("META-INF/")) {
          archived.put(name, content);
        }
      }
    }
    if (artifact.isEmpty()) {
      throw new IOException(jar + " has no Maven descriptor to name it by");
    }
    for (var license : licenses.entrySet()) {
      String name = license.getKey().replaceFirst("^licenses/", "");
      open.put("META-INF/licenses/" + artifact + "/" + name, license.getValue());
    }
    return new Library(archived, open);
  }

  private static boolean isUnused(String name) {
    return name.startsWith(BYTE_BUDDY) && !name.startsWith(ASM_OF_BYTE_BUDDY);
  }

  private static boolean isLicense(String name) {
    return name.startsWith("META-INF/")
        && (name.contains("LICENSE")
            || name.contains("NOTICE")
            || name.contains("DEPENDENCIES")
            || name.startsWith("META-INF/licenses/"));
  }

  private static byte[] content(JarFile file, JarEntry entry) throws IOException {
    try (InputStream in = file.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}

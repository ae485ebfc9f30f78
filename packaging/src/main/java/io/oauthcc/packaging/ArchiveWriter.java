package io.oauthcc.packaging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes the format that {@code io.oauthcc.agent.ClassArchive} reads and describes. */
public final class ArchiveWriter {

  private static final int MAGIC = 0x6f617263;
  private static final int SUM_FROM = 12;
  private static final int SECTION_LENGTH = 16;
  private static final int SLOT_LENGTH = 20;
  private static final int LONGEST_NAME = 0xffff;
  private static final String CLASS_FILE = ".class";

  private final Map<String, Place> places = new LinkedHashMap<>();

  private record Place(int section, int offset, int length) {}

  private record Section(ByteBuffer bytes, int inflatedLength, int sum) {}

  private ArchiveWriter() {}

  /**
   * The archive's bytes: the same for the same arguments and JDK.
   *
   * @param sections their contents by path as in a jar; the first section is not deflated
   */
  public static byte[] write(List<SortedMap<String, byte[]>> sections) {
    return new ArchiveWriter().archive(sections);
  }

  /** Whether the agent's loader defines it: the hook is a class, but not of that loader. */
  static boolean isLoaded(String path) {
    return path.endsWith(CLASS_FILE) && !path.startsWith("java/");
  }

  private byte[] archive(List<SortedMap<String, byte[]>> contents) {
    List<Section> sections = new ArrayList<>();
    contents.forEach(content -> sections.add(section(content, sections.size())));
    // A quarter of them is free at least.
    int slots = Integer.highestOneBit(places.size() * 4 / 3) * 2;
    int names = SUM_FROM + 4 + sections.size() * SECTION_LENGTH + 4 + slots * SLOT_LENGTH;
    int head = names + places.keySet().stream().mapToInt(String::length).sum();
    int total = head + sections.stream().mapToInt(section -> section.bytes.capacity()).sum();
    ByteBuffer out = ByteBuffer.allocate(total);
    out.putInt(MAGIC).putInt(head).putInt(0).putInt(sections.size());
    int start = head;
    for (Section section : sections) {
      int length = section.bytes.capacity();
      out.putInt(start).putInt(length).putInt(section.inflatedLength).putInt(section.sum);
      out.put(start, section.bytes, 0, length);
      start += length;
    }
    out.putInt(slots);
    int table = out.position();
    out.position(names);
    places.forEach((name, place) -> putName(out, table, slots, name, place));
    out.putInt(SUM_FROM - 4, sum(out.array(), SUM_FROM, head - SUM_FROM));
    return out.array();
  }

  private static void putName(ByteBuffer out, int table, int slots, String name, Place place) {
    int slot = name.hashCode() & (slots - 1);
    while (out.getShort(table + slot * SLOT_LENGTH + 8) != 0) {
      slot = (slot + 1) & (slots - 1);
    }
    int row = table + slot * SLOT_LENGTH;
    out.putInt(row, name.hashCode()).putInt(row + 4, out.position());
    out.putShort(row + 8, (short) name.length()).putShort(row + 10, (short) place.section);
    out.putInt(row + 12, place.offset).putInt(row + 16, place.length);
    out.put(name.getBytes(StandardCharsets.US_ASCII));
  }

  private Section section(SortedMap<String, byte[]> contents, int number) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    contents.forEach(
        (path, content) -> {
          Place place = new Place(number, bytes.size(), content.length);
          if (isLoaded(path)) {
            String name = path.substring(0, path.length() - CLASS_FILE.length()).replace('/', '.');
            places.put(checked(name), place);
            places.putIfAbsent(name.substring(0, name.lastIndexOf('.') + 1), new Place(0, 0, 0));
          } else {
            places.put(checked(path), place);
          }
          bytes.writeBytes(content);
        });
    byte[] inflated = bytes.toByteArray();
    byte[] packed = number == 0 ? inflated : deflate(inflated);
    return new Section(ByteBuffer.wrap(packed), inflated.length, sum(inflated, 0, inflated.length));
  }

  private static String checked(String name) {
    if (name.length() > LONGEST_NAME || !StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("cannot be a name in an archive: " + name);
    }
    return name;
  }

  /** What becomes no shorter stays as it is, which is what its lengths then say. */
  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    byte[] deflated = new byte[content.length];
    deflater.setInput(content);
    deflater.finish();
    int length = deflater.deflate(deflated);
    boolean fits = deflater.finished() && length < content.length;
    deflater.end();
    return fits ? Arrays.copyOf(deflated, length) : content;
  }

  private static int sum(byte[] bytes, int from, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }
}

package io.oauthcc.keys;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tells one content of a file from the next without reading it: time, size, inode, and where
 * symbolic links lead, which is all that changes when Kubernetes replaces a mounted secret.
 * Immutable.
 */
public final class FileVersion {

  private final @Nullable Path target;
  private final @Nullable Object inode;
  private final @Nullable FileTime modified;
  private final long size;

  private FileVersion(@Nullable Path target, @Nullable BasicFileAttributes attributes) {
    this.target = target;
    this.inode = attributes == null ? null : attributes.fileKey();
    this.modified = attributes == null ? null : attributes.lastModifiedTime();
    this.size = attributes == null ? -1 : attributes.size();
  }

  /** Of the file as it is now; one that cannot be looked at has a version of its own. */
  public static FileVersion of(File file) {
    try {
      Path target = file.toPath().toRealPath();
      return new FileVersion(target, Files.readAttributes(target, BasicFileAttributes.class));
    } catch (IOException | InvalidPathException e) {
      return new FileVersion(null, null);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof FileVersion)) {
      return false;
    }
    FileVersion that = (FileVersion) other;
    return size == that.size
        && Objects.equals(modified, that.modified)
        && Objects.equals(inode, that.inode)
        && Objects.equals(target, that.target);
  }

  @Override
  public int hashCode() {
    return Objects.hash(target, inode, modified, size);
  }
}

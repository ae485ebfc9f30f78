package io.oauthcc.weave;

import org.objectweb.asm.tree.analysis.Value;

/**
 * A value that is known by how it came about: {@code this}, {@code arg0}, {@code #3}, the third
 * thing that was asked for.
 */
record SymbolicValue(int size, String name) implements Value {

  static final SymbolicValue NOTHING = new SymbolicValue(1, ".");

  @Override
  public int getSize() {
    return size;
  }

  /** A constant that fits into an instruction. */
  static SymbolicValue ofInt(int value) {
    return new SymbolicValue(1, "int " + value);
  }

  boolean isInt() {
    return name.startsWith("int ");
  }

  int asInt() {
    return Integer.parseInt(name.substring("int ".length()));
  }

  @Override
  public String toString() {
    return name;
  }
}

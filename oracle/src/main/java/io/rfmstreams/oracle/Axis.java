package io.rfmstreams.oracle;

/** The axes of the retail rule sets, in the order their transitions are numbered. */
public enum Axis {
  VALUE("value"),
  LIFECYCLE("lifecycle"),
  LOYALTY("loyalty");

  private final String label;

  Axis(String label) {
    this.label = label;
  }

  /** The axis's name in files and topics. */
  public String label() {
    return label;
  }
}

package io.rfmstreams.offline.fit;

/** What can be fitted, under the names the command line takes. */
public enum Model {
  BG_NBD("bg-nbd", "BG/NBD"),
  MBG_NBD("mbg-nbd", "MBG/NBD"),
  GAMMA_GAMMA("gamma-gamma", "Gamma-Gamma");

  private final String word;
  private final String title;

  Model(String word, String title) {
    this.word = word;
    this.title = title;
  }

  /** As the papers call it. */
  String title() {
    return title;
  }

  /** As the command line takes it. */
  @Override
  public String toString() {
    return word;
  }
}

package dev.whichhop.diagnosis.view;

/** Whether so many failures among those that have a mark may be accident: Fisher's exact test. */
final class Hypergeometric {
  private Hypergeometric() {}

  /**
   * The negative natural logarithm (nats) of the chance that at least {@code hits} of {@code drawn}
   * things have a mark that {@code marked} of {@code all} have, when they are drawn blindly.
   *
   * @return 0 where it is certain, positive infinity where it cannot be
   */
  static double oddsAgainst(int hits, int drawn, int marked, int all) {
    double[] logFactorials = new double[all + 1];
    for (int i = 1; i <= all; i++) {
      logFactorials[i] = logFactorials[i - 1] + Math.log(i);
    }
    double chance = 0;
    for (int k = Math.max(hits, drawn - (all - marked)); k <= Math.min(drawn, marked); k++) {
      chance +=
          Math.exp(
              choose(marked, k, logFactorials)
                  + choose(all - marked, drawn - k, logFactorials)
                  - choose(all, drawn, logFactorials));
    }
    return Math.max(0, -Math.log(chance));
  }

  private static double choose(int all, int some, double[] logFactorials) {
    return logFactorials[all] - logFactorials[some] - logFactorials[all - some];
  }
}

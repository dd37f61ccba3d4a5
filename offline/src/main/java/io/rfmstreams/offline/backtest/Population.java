package io.rfmstreams.offline.backtest;

/**
 * The members that a backtest looks at: those with a surviving order on the day the detectors speak.
 *
 * @param members how many they are; at least one
 * @param silent how many of them place no surviving order within the horizon
 */
record Population(long members, long silent) {

  long returned() {
    return members - silent;
  }

  /** The share that stays silent: how often an alert given by lot is right. */
  double baseRate() {
    return (double) silent / members;
  }
}

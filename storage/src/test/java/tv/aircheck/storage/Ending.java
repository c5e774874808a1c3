package tv.aircheck.storage;

/** How a process comes to a sudden end. */
enum Ending {
  /** What was written is there, synced or not. */
  KILLED {
    @Override
    void happen(FaultyDisk disk) {}
  },
  /** What was not synced is gone. */
  POWER_CUT {
    @Override
    void happen(FaultyDisk disk) {
      disk.cutPower();
    }
  };

  abstract void happen(FaultyDisk disk);
}

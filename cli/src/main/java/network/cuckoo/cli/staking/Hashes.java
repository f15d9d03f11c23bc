package network.cuckoo.cli.staking;

/** Texts of 32 bytes for options' defaults. */
final class Hashes {
    /** 32 zero bytes. */
    static final String NONE = "0x0000000000000000000000000000000000000000000000000000000000000000";

    private Hashes() {}
}

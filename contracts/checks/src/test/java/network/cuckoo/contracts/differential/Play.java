package network.cuckoo.contracts.differential;

/** What is played: each step is chosen by looking at the model's world. */
interface Play {

    Step next(World world);

    /** What coordinators promised so far. */
    PayoutBook payouts();
}

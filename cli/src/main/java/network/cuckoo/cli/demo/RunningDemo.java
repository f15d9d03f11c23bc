package network.cuckoo.cli.demo;

import network.cuckoo.cli.chain.NetworkContracts;

/** The parts of a demo that runs. */
record RunningDemo(
        DemoFolder folder,
        DemoPorts ports,
        DemoChain chain,
        NetworkContracts contracts,
        DemoDatabase database,
        DemoKeys keys,
        DemoNodes nodes) {}

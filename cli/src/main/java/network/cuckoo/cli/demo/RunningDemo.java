package network.cuckoo.cli.demo;

import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.domain.NodeAddress;

/** The parts of a demo that runs. */
record RunningDemo(
        DemoFolder folder,
        DemoPorts ports,
        DemoChain chain,
        NetworkContracts contracts,
        DemoDatabase database,
        NodeAddress coordinator,
        DemoNodes nodes) {}

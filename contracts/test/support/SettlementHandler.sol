// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Escrow, Root} from "../../src/SettlementTypes.sol";
import {SettlementWorld} from "./SettlementWorld.sol";

/// Apps, an honest coordinator, an arbiter and whoever claims, in any order; every call here must succeed. It keeps what
/// went in and out.
contract SettlementHandler is SettlementWorld {
    address internal constant APP = address(0x5001);

    struct Posted {
        uint64 epoch;
        Leaf pool;
        Leaf app;
    }

    mapping(string action => uint256 times) public done;
    uint256 public depositedByApps;
    uint256 public takenBack;
    uint256 public forced;
    /// What must never happen.
    string public fault;
    Posted[] internal posts;
    uint256 internal owedToPool;
    uint256 internal owedToApp;

    constructor() {
        beginSettlement();
    }

    function contracts() external view returns (address, address) {
        return (address(settlement), address(staking));
    }

    function coordinator() external pure returns (address) {
        return COORDINATOR;
    }

    function claimants() external pure returns (address, address) {
        return (MINER, APP);
    }

    function deposit(uint256 amount) external {
        done["deposit"]++;
        amount = bound(amount, 1, 1_000 * CAI);
        depositedByApps += amount;
        depositAs(APP, amount);
    }

    /// The coordinator owes more, as far as its escrow goes, and posts.
    function post(uint256 a, uint256 b, uint8 skip) external {
        uint64 epoch = presentEpoch() + skip % 4;
        if (epoch - firstEpoch >= CHAIN) newChain(keccak256(abi.encode(epoch)));
        vm.warp((uint256(epoch) + 1) * EPOCH);
        Escrow memory e = settlement.escrows(COORDINATOR);
        uint256 held = e.deposited - e.withdrawn;
        uint256 owed = owedToPool + owedToApp;
        if (owed > held) return; // roots were rejected and their escrow taken back: an honest coordinator pays in first
        uint256 more = bound(a, 0, held - owed);
        uint256 part = bound(b, 0, more);
        (owedToPool, owedToApp) = (owedToPool + part, owedToApp + more - part);
        Leaf memory pool = Leaf(MINER, owedToPool, true);
        Leaf memory app = Leaf(APP, owedToApp, false);
        done["post"]++;
        postAs(node, epoch, rootOf(epoch, pool, app), owedToPool + owedToApp);
        posts.push(Posted(epoch, pool, app));
    }

    function reject(uint256 which) external {
        if (posts.length == 0 || which % 2 != 0) return;
        uint64 epoch = posts[posts.length - 1 - (which / 2) % (posts.length < 3 ? posts.length : 3)].epoch;
        Root memory root = settlement.roots(COORDINATOR, epoch);
        if (root.rejected || block.timestamp >= root.finalAt) return;
        done["reject"]++;
        vm.prank(ARBITER);
        settlement.rejectRoot(COORDINATOR, epoch);
    }

    /// Any root that is final, however old.
    function claim(uint256 which, bool toPool) external {
        if (posts.length == 0) return;
        Posted memory posted = posts[which % posts.length];
        Root memory root = settlement.roots(COORDINATOR, posted.epoch);
        if (root.rejected) return;
        if (block.timestamp < root.finalAt && which % 4 != 0) return; // seldom enough that some are rejected
        if (block.timestamp < root.finalAt) vm.warp(root.finalAt);
        Leaf memory leaf = toPool ? posted.pool : posted.app;
        if (settlement.claimed(COORDINATOR, leaf.account, toPool) >= leaf.cumulative) return;
        done["claim"]++;
        claimLeaf(posted.epoch, leaf, toPool ? posted.app : posted.pool);
    }

    function requestEscrow(uint256 amount) external {
        uint256 available = settlement.uncommitted(COORDINATOR);
        if (available == 0) return;
        done["requestEscrow"]++;
        vm.prank(COORDINATOR);
        settlement.requestEscrow(bound(amount, 0, available));
    }

    function withdrawEscrow(uint256 when) external {
        Escrow memory e = settlement.escrows(COORDINATOR);
        if (e.readyAt == 0 || settlement.uncommitted(COORDINATOR) == 0 || when % 2 == 0) return;
        if (block.timestamp < e.readyAt && when % 3 != 0) return;
        if (block.timestamp < e.readyAt) vm.warp(e.readyAt);
        done["withdrawEscrow"]++;
        uint256 before = COORDINATOR.balance;
        vm.prank(COORDINATOR);
        settlement.withdrawEscrow();
        takenBack += COORDINATOR.balance - before;
        if (COORDINATOR.balance - before > e.requested) fault = "took more than was requested";
    }

    function force(uint256 amount) external {
        done["force"]++;
        amount = bound(amount, 1, CAI);
        forced += amount;
        vm.deal(address(settlement), address(settlement).balance + amount);
    }

    function wait(uint32 time) external {
        done["wait"]++;
        vm.warp(block.timestamp + time % 12 hours);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Escrow, Payout, Root} from "../../src/SettlementTypes.sol";
import {SettlementWorld} from "./SettlementWorld.sol";

/// Apps, a coordinator that is now honest and now a liar, an arbiter who overlooks much, and whoever claims, in any order.
/// Every call here must succeed, each claim of an honest root above all: whatever was posted after it. It keeps what went
/// in and out.
contract SettlementHandler is SettlementWorld {
    address internal constant APP = address(0x5001);
    address internal constant ACCOMPLICE = address(0x5002);

    struct Posted {
        uint64 epoch;
        bool honest; // its amount is the sum of its leaves
        Leaf pool;
        Leaf account;
    }

    mapping(string action => uint256 times) public done;
    uint256 public depositedByApps;
    uint256 public takenBack;
    uint256 public forced;
    uint256 public paidToPool;
    uint256 public paidToAccounts;
    /// What must never happen.
    string public fault;
    Posted[] internal posts;

    constructor() {
        beginSettlement();
    }

    function contracts() external view returns (address, address) {
        return (address(settlement), address(staking));
    }

    function coordinator() external pure returns (address) {
        return COORDINATOR;
    }

    function claimants() external pure returns (address, address, address) {
        return (MINER, APP, ACCOMPLICE);
    }

    /// What the roots that were not rejected set aside, and what they paid.
    function sums() external view returns (uint256 committed, uint256 claimed) {
        for (uint256 i = 0; i < posts.length; ++i) {
            Root memory root = settlement.roots(COORDINATOR, posts[i].epoch);
            if (!root.rejected) committed += root.amount;
            claimed += root.claimed;
        }
    }

    function deposit(uint256 amount) external {
        done["deposit"]++;
        amount = bound(amount, 1, 1_000 * CAI);
        depositedByApps += amount;
        depositAs(APP, amount);
    }

    /// The coordinator posts what it owes, or names an accomplice for more than it sets aside.
    function post(uint256 a, uint256 b, uint8 skip) external {
        uint64 epoch = presentEpoch() + skip % 4;
        if (epoch - firstEpoch >= CHAIN) newChain(keccak256(abi.encode(epoch)));
        vm.warp((uint256(epoch) + 1) * EPOCH);
        uint256 available = settlement.uncommitted(COORDINATOR);
        uint256 amount = bound(a, 0, a % 8 == 0 ? available : available / 4);
        bool honest = b % 3 != 0;
        uint256 part = bound(b, 0, amount);
        Leaf memory pool = Leaf(MINER, part, true);
        Leaf memory account = honest ? Leaf(APP, amount - part, false) : Leaf(ACCOMPLICE, 2 * available, false);
        done[honest ? "post" : "lie"]++;
        bytes32 root = amount == 0 ? bytes32(0) : rootOf(epoch, pool, account);
        postAs(node, epoch, root, amount);
        if (amount > 0) posts.push(Posted(epoch, honest, pool, account));
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

    /// Any root that is final, however old; a liar's leaves may ask for more than is left.
    function claim(uint256 which, bool toPool) external {
        if (posts.length == 0) return;
        Posted memory posted = posts[which % posts.length];
        Root memory root = settlement.roots(COORDINATOR, posted.epoch);
        if (root.rejected) return;
        if (block.timestamp < root.finalAt && which % 4 != 0) return; // seldom enough that some are rejected
        if (block.timestamp < root.finalAt) vm.warp(root.finalAt);
        Leaf memory leaf = toPool ? posted.pool : posted.account;
        if (leaf.amount == 0 || settlement.isClaimed(hashOf(posted.epoch, leaf))) return;
        if (!posted.honest && leaf.amount > root.amount - root.claimed) return refused(posted, leaf);
        done["claim"]++;
        claimLeaf(posted.epoch, leaf, toPool ? posted.account : posted.pool);
        if (toPool) paidToPool += leaf.amount;
        else paidToAccounts += leaf.amount;
    }

    function refused(Posted memory posted, Leaf memory leaf) private {
        done["refused"]++;
        Payout[] memory payouts = one(payoutOf(posted.epoch, leaf, leaf.toPool ? posted.account : posted.pool));
        try settlement.claim(COORDINATOR, leaf.account, leaf.toPool, payouts) {
            fault = "paid more than the root set aside";
        } catch {}
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
        if (block.timestamp >= e.readyAt + ESCROW_WINDOW) return;
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

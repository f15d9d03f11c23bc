// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Case, Cooling, Kind, Pool, Status} from "../../src/StakingTypes.sol";
import {StakingWorld} from "./StakingWorld.sol";

/// Six people, a governor and an arbiter who do everything the contract allows in any order; every call here must
/// succeed. It keeps what went in and out, so that the invariants have something to compare with.
contract StakingHandler is StakingWorld {
    address[6] internal people =
        [address(0x2001), address(0x2002), address(0x2003), address(0x2004), address(0x2005), address(0x2006)];
    mapping(address person => uint256 amount) public paidIn;
    mapping(address candidate => bool wasClosed) public everClosed;
    mapping(string action => uint256 times) public done;
    /// What people were paid as rewards and credit.
    mapping(address person => uint256 amount) public gained;
    /// What was put into pots, and what was claimed of it.
    uint256 public funded;
    uint256 public claimedRewards;
    /// Bonds of cases that are not final.
    uint256 public bonds;
    /// Tokens that came in by no call.
    uint256 public forced;
    uint256 public burned;
    uint256 public cutToTreasury;
    uint256 public operations;
    /// Punished twice, escaped, or paid without right: what must never happen.
    string public fault;
    uint256[] internal open;
    uint256 internal nextKey = 0xBEEF;

    constructor() {
        begin();
    }

    function target() external view returns (address) {
        return address(staking);
    }

    function treasury() external pure returns (address) {
        return TREASURY;
    }

    function governor() external pure returns (address) {
        return GOVERNOR;
    }

    function everybody() external view returns (address[6] memory) {
        return people;
    }

    function openEntries() external view returns (uint256[] memory) {
        return open;
    }

    function stake(uint256 who, uint256 amount) external counted("stake") {
        amount = bound(amount, 1, 3_000_000 * CAI);
        paidIn[person(who)] += amount;
        stakeAs(person(who), amount);
    }

    function unstake(uint256 who, uint256 amount) external {
        uint256 available = staking.free(person(who));
        if (available == 0) return;
        done["unstake"]++;
        vm.prank(person(who));
        staking.unstake(bound(amount, 1, available));
    }

    function vote(uint256 who, uint256 candidate, uint256 amount) external {
        address c = person(candidate);
        uint256 available = staking.free(person(who));
        if (available < CAI || !staking.candidates(c).registered || staking.pools(c).closed) return;
        if (person(who) != c && staking.pools(c).frozenUntil > block.timestamp) return;
        done["vote"]++;
        operations++;
        voteAs(person(who), c, bound(amount, CAI, available));
    }

    function unvote(uint256 who, uint256 candidate, uint256 shares) external {
        uint256 held = staking.positions(person(who), person(candidate)).shares;
        if (held == 0) return;
        done["unvote"]++;
        uint256 part = shares % 4 == 0 ? held : bound(shares, 1, held);
        open.push(unvoteAs(person(who), person(candidate), part));
    }

    function withdraw(uint256 which, bool toFree) external {
        if (open.length == 0) return;
        uint256 place = which % open.length;
        uint256 id = open[place];
        Cooling memory entry = staking.coolings(id);
        uint64 frozenUntil = heldUntil(entry);
        bool ready = entry.readyAt <= block.timestamp && frozenUntil <= block.timestamp;
        if (!ready && which % 5 != 0) return; // seldom enough that cases get anywhere
        if (entry.readyAt > block.timestamp) vm.warp(entry.readyAt);
        if (frozenUntil > block.timestamp) vm.warp(frozenUntil);
        done["withdraw"]++;
        operations++;
        withdrawAs(entry.staker, id, toFree);
        open[place] = open[open.length - 1];
        open.pop();
    }

    function register(uint256 who, uint16 commission) external {
        address owner = person(who);
        Kind held = staking.candidates(owner).kind;
        if (staking.candidates(owner).registered || staking.pools(owner).closed) return;
        Kind kind = held != Kind.None ? held : (who % 5 == 0 ? Kind.Coordinator : Kind.Miner);
        uint256 minimum = kind == Kind.Coordinator ? COORDINATOR_MIN : MINER_MIN;
        paidIn[owner] += minimum + 1;
        done["register"]++;
        operations++;
        registerAs(owner, kind, minimum + 1, commission % 10_001, nextKey++);
    }

    function deregister(uint256 who) external {
        if (who % 3 != 0 || !staking.candidates(person(who)).registered) return;
        done["deregister"]++;
        vm.prank(person(who));
        staking.deregister();
    }

    function setCommission(uint256 who, uint16 bps) external {
        if (!staking.candidates(person(who)).registered) return;
        done["setCommission"]++;
        vm.prank(person(who));
        staking.setCommission(bps % 10_001);
    }

    function slash(uint256 who, uint256 bps) external {
        if (staking.pools(person(who)).tokens == 0) return;
        done["slash"]++;
        operations++;
        burned += staking.slash(person(who), bps % 7 == 0 ? 9999 : bound(bps, 1, 5000));
        if (staking.pools(person(who)).closed) everClosed[person(who)] = true;
    }

    function fund(uint256 who, uint256 candidate, uint256 amount) external {
        address c = person(candidate);
        if (staking.candidates(c).kind == Kind.None) return;
        done["fund"]++;
        uint256 before = staking.credit(c);
        amount = bound(amount, 1, 100_000 * CAI);
        fundAs(address(uint160(0x7000 + who % 3)), c, amount);
        funded += amount - (staking.credit(c) - before);
    }

    function claimRewards(uint256 who, uint256 candidate) external {
        address p = person(who);
        uint256 due = staking.rewardsOf(p, person(candidate));
        if (due == 0) return;
        done["claimRewards"]++;
        uint256 before = p.balance;
        claimAs(p, person(candidate));
        if (p.balance - before != due) fault = "paid other rewards than shown";
        gained[p] += due;
        claimedRewards += due;
    }

    function claimCredit(uint256 who) external {
        address p = who % 7 == 6 ? TREASURY : person(who);
        uint256 due = staking.credit(p);
        if (due == 0) return;
        done["claimCredit"]++;
        claimCreditAs(p);
        gained[p] += due;
    }

    function propose(uint256 who, uint256 candidate, uint256 digest, uint32 ago) external {
        address c = person(candidate);
        address accuser = person(who);
        bytes32 about = bytes32(1 + digest % 5);
        bool coordinator = staking.candidates(accuser).kind == Kind.Coordinator && staking.candidates(accuser).active;
        if (!coordinator) accuser = GOVERNOR;
        if (accuser == c || staking.candidates(c).kind == Kind.None || staking.isPunished(c, about)) return;
        uint64 from = staking.accusableFrom(accuser, c);
        if (from > block.timestamp && who % 4 != 0) return;
        if (from > block.timestamp) vm.warp(from);
        done["propose"]++;
        bonds += BOND;
        proposeAs(accuser, c, about, uint64(block.timestamp - ago % EVIDENCE_WINDOW));
    }

    function answer(uint256 which) external {
        (uint256 id, Case memory c) = someCase(which);
        bool possible = c.status == Status.Proposed && !c.answered && block.timestamp <= c.openedAt + ANSWER;
        if (!possible) return;
        done["answer"]++;
        answerAs(c.candidate, id);
    }

    function decide(uint256 which, uint256 bps) external {
        (uint256 id, Case memory c) = someCase(which);
        uint16 cut = uint16(bps % 4 == 0 ? 0 : bound(bps, 1, 3000));
        if (c.status != Status.Proposed) return;
        if (block.timestamp > (cut == 0 ? c.deadline - 1 : c.deadline - 2 * VETO)) return;
        if (!c.answered && block.timestamp <= c.openedAt + ANSWER) vm.warp(c.openedAt + ANSWER + 1);
        done["decide"]++;
        if (cut == 0) bonds -= BOND;
        decideAs(ARBITER, id, cut);
    }

    function vetoOrExecute(uint256 which, bool veto) external {
        (uint256 id, Case memory c) = someCase(which);
        if (c.status != Status.Decided || block.timestamp >= c.deadline) return;
        if (veto && block.timestamp < c.decidedAt + VETO) {
            done["veto"]++;
            bonds -= BOND;
            vm.prank(GOVERNOR);
            staking.veto(id);
            return;
        }
        if (staking.isPunished(c.candidate, c.resultDigest)) return;
        if (block.timestamp < c.decidedAt + VETO) vm.warp(c.decidedAt + VETO);
        done["execute"]++;
        operations++;
        Pool memory before = staking.pools(c.candidate);
        uint256 creditBefore = staking.credit(TREASURY);
        staking.execute(id);
        bonds -= BOND;
        uint256 cut = before.tokens - staking.pools(c.candidate).tokens;
        if (cut != before.tokens * c.bps / 10_000) fault = "another cut than decided";
        if (before.shares != staking.pools(c.candidate).shares) fault = "a cut took shares";
        burned += cut - (staking.credit(TREASURY) - creditBefore);
        cutToTreasury += staking.credit(TREASURY) - creditBefore;
        if (staking.pools(c.candidate).closed) everClosed[c.candidate] = true;
    }

    function expire(uint256 which) external {
        (uint256 id, Case memory c) = someCase(which);
        if (c.status != Status.Proposed && c.status != Status.Decided) return;
        if (block.timestamp < c.deadline && which % 5 != 0) return;
        if (block.timestamp < c.deadline) vm.warp(c.deadline);
        done["expire"]++;
        bonds -= BOND;
        staking.expire(id);
    }

    /// A withdrawal out of a frozen pool, by whoever has a ready entry there.
    function escape(uint256 which) external {
        for (uint256 i = 0; i < open.length; ++i) {
            uint256 id = open[(which % open.length + i) % open.length];
            Cooling memory entry = staking.coolings(id);
            if (entry.readyAt > block.timestamp || heldUntil(entry) <= block.timestamp) continue;
            done["escape"]++;
            vm.prank(entry.staker);
            try staking.withdraw(one(id), false) {
                fault = "withdrew out of a frozen pool";
            } catch {}
            return;
        }
    }

    function force(uint256 amount) external {
        done["force"]++;
        amount = bound(amount, 1, CAI);
        forced += amount;
        vm.deal(address(staking), address(staking).balance + amount);
    }

    function wait(uint32 time) external {
        done["wait"]++;
        vm.warp(block.timestamp + time % 3 days);
    }

    function pauseFor(uint32 time) external {
        if (time % 20 != 0 || staking.nextPauseAt() > block.timestamp) return;
        done["pause"]++;
        vm.prank(GUARDIAN);
        staking.pause(1 + time % 12 hours);
        vm.warp(staking.pausedUntil());
    }

    /// Until when cases hold it: no longer than one after it was ready.
    function heldUntil(Cooling memory entry) private view returns (uint64) {
        uint64 frozenUntil = staking.pools(entry.candidate).frozenUntil;
        return frozenUntil < entry.readyAt + CASE ? frozenUntil : entry.readyAt + CASE;
    }

    function someCase(uint256 which) private view returns (uint256 id, Case memory c) {
        uint256 count = staking.caseCount();
        if (count > 0) id = 1 + (count - 1 - which % (count < 4 ? count : 4));
        c = staking.cases(id);
    }

    function person(uint256 who) private view returns (address) {
        return people[who % people.length];
    }

    modifier counted(string memory action) {
        done[action]++;
        _;
    }
}

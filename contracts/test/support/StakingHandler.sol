// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cooling, Kind} from "../../src/StakingTypes.sol";
import {StakingWorld} from "./StakingWorld.sol";

/// Six people who do everything the contract allows in any order; every call here must succeed. It keeps what went in
/// and out, so that the invariants have something to compare with.
contract StakingHandler is StakingWorld {
    address[6] internal people =
        [address(0x2001), address(0x2002), address(0x2003), address(0x2004), address(0x2005), address(0x2006)];
    mapping(address person => uint256 amount) public paidIn;
    mapping(address candidate => bool wasClosed) public everClosed;
    mapping(string action => uint256 times) public done;
    uint256 public burned;
    uint256 public operations;
    uint256[] internal open;
    uint256 internal nextKey = 0xBEEF;

    constructor() {
        begin();
    }

    function target() external view returns (address) {
        return address(staking);
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
        if (entry.readyAt > block.timestamp) vm.warp(entry.readyAt);
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

    function person(uint256 who) private view returns (address) {
        return people[who % people.length];
    }

    modifier counted(string memory action) {
        done[action]++;
        _;
    }
}

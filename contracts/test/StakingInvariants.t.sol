// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooStaking} from "../src/CuckooStaking.sol";
import {Candidate, Cooling, Kind, Parameters, Pool} from "../src/StakingTypes.sol";
import {StakingHandler} from "./support/StakingHandler.sol";
import {Checks} from "./support/Vm.sol";

/// What holds after any sequence of calls by anybody, slashes included.
contract StakingInvariantsTest is Checks {
    uint256 internal constant PEOPLE = 6;
    StakingHandler internal handler;
    CuckooStaking internal staking;

    function setUp() public {
        handler = new StakingHandler();
        staking = CuckooStaking(payable(handler.target()));
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(handler);
    }

    function invariant_poolsAreSound() public view {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            address candidate = handler.people(i);
            Pool memory p = staking.pools(candidate);
            holds(p.tokens <= p.shares, "T <= S");
            holds(p.coolingShares <= p.shares, "C <= S");
            holds(p.shares > 0 || p.tokens == 0, "S = 0 => T = 0");
            uint256 active = 0;
            for (uint256 j = 0; j < PEOPLE; ++j) {
                active += staking.positions(handler.people(j), candidate).shares;
            }
            same(active + p.coolingShares, p.shares, "sum A + C = S");
            same(p.coolingShares, coolingOf(address(0), candidate), "C is what the open entries hold");
            holds(p.closed || p.tokens * 1e6 >= p.shares, "under a millionth is closed");
            holds(p.closed || !handler.everClosed(candidate), "closed for ever");
        }
    }

    function invariant_eachWeiIsInOnePlace() public view {
        uint256 kept = 0;
        uint256 paid = 0;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            kept += staking.free(handler.people(i)) + staking.pools(handler.people(i)).tokens;
            paid += handler.people(i).balance;
        }
        same(address(staking).balance, kept, "balance = sum free + sum T");
        uint256 given = 0;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            given += handler.paidIn(handler.people(i));
        }
        same(kept + paid + handler.burned(), given, "in = kept + out + burned");
    }

    function invariant_nobodyGetsMoreOutThanIn() public view {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            address person = handler.people(i);
            uint256 owned = person.balance + staking.free(person);
            for (uint256 j = 0; j < PEOPLE; ++j) {
                address candidate = handler.people(j);
                Pool memory p = staking.pools(candidate);
                uint256 shares = staking.positions(person, candidate).shares + coolingOf(person, candidate);
                if (p.shares > 0) owned += shares * p.tokens / p.shares;
            }
            // Roundings go to those who stay in a pool: less than a wei for each deposit, withdrawal and slash.
            holds(owned <= handler.paidIn(person) + handler.operations(), "at most what was paid in, and dust");
        }
    }

    function invariant_activeMeansRegisteredWithTheMinimum() public view {
        Parameters memory limits = staking.parameters();
        for (uint256 i = 0; i < PEOPLE; ++i) {
            address owner = handler.people(i);
            Candidate memory c = staking.candidates(owner);
            uint256 minimum = c.kind == Kind.Coordinator ? limits.minCoordinatorStake : limits.minMinerStake;
            bool entitled = c.registered && staking.valueOf(owner, owner) >= minimum;
            holds(c.active == entitled, "active <=> registered with its minimum");
            Pool memory p = staking.pools(owner);
            uint256 weight = c.active ? p.tokens * (p.shares - p.coolingShares) / p.shares : 0;
            same(staking.weightOf(owner), weight, "weight");
            holds(c.node == address(0) || staking.nodeOwner(c.node) == owner, "a node belongs to its owner");
        }
    }

    /// A handler that never gets anywhere would make every invariant hold.
    function test_handler_reachesEveryAction() public {
        uint256 random = 42;
        for (uint256 i = 0; i < 600; ++i) {
            random = uint256(keccak256(abi.encode(random)));
            act(random % 9, random >> 8, random >> 80, random >> 128);
        }
        string[9] memory actions =
            ["stake", "unstake", "vote", "unvote", "withdraw", "register", "deregister", "setCommission", "slash"];
        for (uint256 i = 0; i < actions.length; ++i) {
            holds(handler.done(actions[i]) >= 5, string.concat("hardly ever done: ", actions[i]));
        }
        invariant_poolsAreSound();
        invariant_eachWeiIsInOnePlace();
        invariant_nobodyGetsMoreOutThanIn();
        invariant_activeMeansRegisteredWithTheMinimum();
    }

    function act(uint256 action, uint256 a, uint256 b, uint256 c) private {
        if (action == 0) handler.stake(a, b);
        else if (action == 1) handler.unstake(a, b);
        else if (action == 2) handler.vote(a, b, c);
        else if (action == 3) handler.unvote(a, b, c);
        else if (action == 4) handler.withdraw(a, b % 2 == 0);
        else if (action == 5) handler.register(a, uint16(b));
        else if (action == 6) handler.deregister(a);
        else if (action == 7) handler.setCommission(a, uint16(b));
        else handler.slash(a, b);
    }

    /// Shares in the open entries of a staker, or of all for the zero address, in a candidate's pool.
    function coolingOf(address staker, address candidate) private view returns (uint256 shares) {
        uint256[] memory ids = handler.openEntries();
        for (uint256 i = 0; i < ids.length; ++i) {
            Cooling memory entry = staking.coolings(ids[i]);
            if (entry.candidate != candidate) continue;
            if (staker == address(0) || entry.staker == staker) shares += entry.shares;
        }
    }
}

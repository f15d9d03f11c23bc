// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooStaking} from "../src/CuckooStaking.sol";
import {Candidate, Cooling, Kind, Parameters, Pool} from "../src/StakingTypes.sol";
import {StakingHandler} from "./support/StakingHandler.sol";
import {Checks} from "./support/Vm.sol";

/// What holds after any sequence of calls by anybody, slashes included.
contract StakingInvariantsTest is Checks {
    uint256 internal constant PEOPLE = 6;

    /// What the contract says at one moment; `[i][j]` is staker i in the pool of candidate j.
    struct World {
        address[6] people;
        Pool[6] pools;
        uint256[6] free;
        uint256[6] given;
        uint256[6][6] shares;
        uint256[6][6] cooling;
    }

    string[20] internal ACTIONS = [
        "stake",
        "unstake",
        "vote",
        "unvote",
        "withdraw",
        "register",
        "deregister",
        "setCommission",
        "slash",
        "fund",
        "claimRewards",
        "claimCredit",
        "propose",
        "answer",
        "decide",
        "execute",
        "expire",
        "escape",
        "wait",
        "pause"
    ];
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

    function invariant_allHold() public view {
        World memory w = look();
        poolsAreSound(w);
        eachWeiIsInOnePlace(w);
        rewardsAreCovered(w);
        same(bytes(handler.fault()).length, 0, handler.fault());
        nobodyGetsMoreOutThanIn(w);
        activeMeansRegisteredWithTheMinimum(w);
    }

    function poolsAreSound(World memory w) private view {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            Pool memory p = w.pools[i];
            holds(p.tokens <= p.shares, "T <= S");
            holds(p.coolingShares <= p.shares, "C <= S");
            holds(p.shares > 0 || p.tokens == 0, "S = 0 => T = 0");
            uint256 active = 0;
            uint256 cooling = 0;
            for (uint256 j = 0; j < PEOPLE; ++j) {
                active += w.shares[j][i];
                cooling += w.cooling[j][i];
            }
            same(active + p.coolingShares, p.shares, "sum A + C = S");
            same(p.coolingShares, cooling, "C is what the open entries hold");
            holds(p.closed || p.tokens * 1e6 >= p.shares, "under a millionth is closed");
            holds(p.closed || !handler.everClosed(w.people[i]), "closed for ever");
        }
    }

    function eachWeiIsInOnePlace(World memory w) private view {
        uint256 kept = 0;
        uint256 paid = 0;
        uint256 given = 0;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            kept += w.free[i] + w.pools[i].tokens;
            paid += w.people[i].balance - handler.gained(w.people[i]);
            given += w.given[i];
        }
        uint256 credits = staking.credit(handler.treasury()) + staking.credit(handler.governor());
        uint256 pots = 0;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            credits += staking.credit(w.people[i]);
            pots += w.pools[i].pot;
        }
        uint256 unclaimed = handler.funded() - pots - handler.claimedRewards();
        uint256 due = kept + pots + unclaimed + handler.bonds() + credits;
        same(address(staking).balance, due + handler.forced(), "balance = free + T + pot + unclaimed + bonds + credits");
        // The treasury's part of cuts left the pools without leaving the contract.
        same(kept + paid + handler.burned() + handler.cutToTreasury(), given, "in = kept + out + cut");
    }

    function rewardsAreCovered(World memory w) private view {
        uint256 owed = 0;
        uint256 left = handler.funded() - handler.claimedRewards();
        for (uint256 i = 0; i < PEOPLE; ++i) {
            for (uint256 j = 0; j < PEOPLE; ++j) {
                owed += staking.rewardsOf(w.people[i], w.people[j]);
            }
        }
        holds(owed <= left, "rewards are covered by what was funded");
    }

    function nobodyGetsMoreOutThanIn(World memory w) private view {
        // Roundings go to those who stay in a pool: less than a wei for each deposit, withdrawal and slash.
        uint256 dust = handler.operations();
        for (uint256 i = 0; i < PEOPLE; ++i) {
            uint256 owned = w.people[i].balance - handler.gained(w.people[i]) + w.free[i];
            for (uint256 j = 0; j < PEOPLE; ++j) {
                Pool memory p = w.pools[j];
                if (p.shares > 0) owned += (w.shares[i][j] + w.cooling[i][j]) * p.tokens / p.shares;
            }
            holds(owned <= w.given[i] + dust, "at most what was paid in, and dust");
        }
    }

    function activeMeansRegisteredWithTheMinimum(World memory w) private view {
        Parameters memory limits = staking.parameters();
        for (uint256 i = 0; i < PEOPLE; ++i) {
            address owner = w.people[i];
            Candidate memory c = staking.candidates(owner);
            Pool memory p = w.pools[i];
            uint256 minimum = c.kind == Kind.Coordinator ? limits.minCoordinatorStake : limits.minMinerStake;
            uint256 ownStake = p.shares == 0 ? 0 : w.shares[i][i] * p.tokens / p.shares;
            same(staking.valueOf(owner, owner), ownStake, "value of the own position");
            holds(c.active == (c.registered && ownStake >= minimum), "active <=> registered with its minimum");
            uint256 weight = c.active ? p.tokens * (p.shares - p.coolingShares) / p.shares : 0;
            same(staking.weightOf(owner), weight, "weight");
            holds(c.node == address(0) || staking.nodeOwner(c.node) == owner, "a node belongs to its owner");
        }
    }

    /// A handler that never gets anywhere would make every invariant hold.
    function test_handler_reachesEveryAction() public {
        uint256 random = 42;
        for (uint256 i = 0; i < 3000; ++i) {
            random = uint256(keccak256(abi.encode(random)));
            act(random % 20, random >> 8, random >> 80, random >> 128);
        }
        for (uint256 i = 0; i < ACTIONS.length; ++i) {
            holds(handler.done(ACTIONS[i]) >= 5, string.concat("hardly ever done: ", ACTIONS[i]));
        }
        invariant_allHold();
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
        else if (action == 8) handler.slash(a, b);
        else if (action == 9) handler.fund(a, b, c);
        else if (action == 10) handler.claimRewards(a, b);
        else if (action == 11) handler.claimCredit(a);
        else if (action < 14) handler.propose(a, b, c, uint32(c >> 8));
        else if (action == 14) handler.answer(a);
        else if (action == 15) handler.decide(a, b);
        else if (action == 16) handler.vetoOrExecute(a, b % 3 == 0);
        else if (action == 17) handler.expire(a);
        else if (action == 18) handler.escape(a);
        else other(a, b);
    }

    function other(uint256 a, uint256 b) private {
        if (a % 3 == 0) handler.force(b);
        else if (a % 3 == 1) handler.wait(uint32(b));
        else handler.pauseFor(uint32(b) / 20 * 20);
    }

    function look() private view returns (World memory w) {
        w.people = handler.everybody();
        for (uint256 i = 0; i < PEOPLE; ++i) {
            w.pools[i] = staking.pools(w.people[i]);
            w.free[i] = staking.free(w.people[i]);
            w.given[i] = handler.paidIn(w.people[i]);
            for (uint256 j = 0; j < PEOPLE; ++j) {
                w.shares[i][j] = staking.positions(w.people[i], w.people[j]).shares;
            }
        }
        uint256[] memory ids = handler.openEntries();
        for (uint256 i = 0; i < ids.length; ++i) {
            Cooling memory entry = staking.coolings(ids[i]);
            w.cooling[placeOf(w, entry.staker)][placeOf(w, entry.candidate)] += entry.shares;
        }
    }

    function placeOf(World memory w, address person) private pure returns (uint256 place) {
        while (w.people[place] != person) ++place;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooSettlement} from "../../src/ICuckooSettlement.sol";
import {ICuckooStaking} from "../../src/ICuckooStaking.sol";
import {Escrow, Reveal, Root} from "../../src/SettlementTypes.sol";
import {Candidate, Case, Cooling, Governance, Pool, Position} from "../../src/StakingTypes.sol";

/// @title Both contracts' whole state in one call, as words, through nothing but their interfaces
/// @notice Read by the differential test (`Picture.java`), which lists the same words from its model in this order.
contract StateLens {
    /// About whom and what the state is asked.
    struct Query {
        address[] everybody;
        address[] people;
        address[] owners;
        address[] nodes;
        address[] accusers;
        address[] coordinators;
        bytes32[] digests;
        bytes32[] models;
        uint64[] epochs;
        bytes32[] leaves;
        uint256 capacity; // words at most
    }

    struct Words {
        uint256[] list;
        uint256 count;
    }

    ICuckooStaking internal immutable STAKING;
    ICuckooSettlement internal immutable SETTLEMENT;

    constructor(ICuckooStaking staking, ICuckooSettlement settlement) {
        STAKING = staking;
        SETTLEMENT = settlement;
    }

    function look(Query calldata q) external view returns (uint256[] memory list) {
        Words memory w = Words(new uint256[](q.capacity), 0);
        _whole(w);
        _governance(w, q);
        for (uint256 i; i < q.everybody.length; ++i) {
            _account(w, q.everybody[i]);
        }
        for (uint256 i; i < q.owners.length; ++i) {
            _owner(w, q, q.owners[i]);
        }
        for (uint256 i; i < q.nodes.length; ++i) {
            _push(w, STAKING.nodeOwner(q.nodes[i]));
            _push(w, STAKING.nodeNonce(q.nodes[i]));
        }
        _coolings(w);
        _cases(w);
        for (uint256 i; i < q.coordinators.length; ++i) {
            _coordinator(w, q.coordinators[i]);
            _roots(w, q.coordinators[i], q.epochs);
        }
        for (uint256 i; i < q.leaves.length; ++i) {
            _push(w, SETTLEMENT.isClaimed(q.leaves[i]));
        }
        list = w.list;
        uint256 count = w.count;
        assembly {
            mstore(list, count)
        }
    }

    function _whole(Words memory w) private view {
        _push(w, block.timestamp);
        _push(w, address(STAKING).balance);
        _push(w, address(SETTLEMENT).balance);
        _push(w, address(0xdEaD).balance);
        _push(w, STAKING.pausedUntil());
        _push(w, STAKING.nextPauseAt());
        _push(w, SETTLEMENT.pausedUntil());
        _push(w, SETTLEMENT.nextPauseAt());
        _push(w, STAKING.coolingCount());
        _push(w, STAKING.caseCount());
    }

    function _governance(Words memory w, Query calldata q) private view {
        Governance memory g = STAKING.governance();
        _push(w, g.governor);
        _push(w, g.arbiter);
        _push(w, g.treasury);
        _push(w, g.pauseGuardian);
        _push(w, g.caseBond);
        _push(w, g.maxSlashBps);
        _push(w, g.treasuryShareBps);
        for (uint256 i; i < q.models.length; ++i) {
            _push(w, uint256(STAKING.modelPolicy(q.models[i])));
        }
    }

    function _account(Words memory w, address account) private view {
        _push(w, account.balance);
        _push(w, STAKING.free(account));
        _push(w, STAKING.credit(account));
        _push(w, STAKING.isReferee(account));
    }

    function _owner(Words memory w, Query calldata q, address owner) private view {
        Pool memory p = STAKING.pools(owner);
        _push(w, p.tokens);
        _push(w, p.shares);
        _push(w, p.coolingShares);
        _push(w, p.acc);
        _push(w, p.pot);
        _push(w, p.dripAt);
        _push(w, p.frozenUntil);
        _push(w, p.closed);
        Candidate memory c = STAKING.candidates(owner);
        _push(w, uint256(c.kind));
        _push(w, c.registered);
        _push(w, c.active);
        _push(w, c.node);
        _push(w, c.commission);
        _push(w, c.nextCommission);
        _push(w, c.nextAt);
        _push(w, STAKING.weightOf(owner));
        _topUp(w, owner);
        for (uint256 i; i < q.people.length; ++i) {
            _position(w, q.people[i], owner);
        }
        for (uint256 i; i < q.digests.length; ++i) {
            _push(w, STAKING.isPunished(owner, q.digests[i]));
        }
        for (uint256 i; i < q.accusers.length; ++i) {
            _push(w, STAKING.accusableFrom(q.accusers[i], owner));
        }
    }

    /// The largest number where the contract refuses to tell.
    function _topUp(Words memory w, address owner) private view {
        try STAKING.topUpNeeded(owner) returns (uint256 needed) {
            _push(w, needed);
        } catch {
            _push(w, type(uint256).max);
        }
    }

    function _position(Words memory w, address staker, address candidate) private view {
        Position memory p = STAKING.positions(staker, candidate);
        _push(w, p.shares);
        _push(w, p.paidAcc);
        _push(w, p.owed);
        _push(w, STAKING.valueOf(staker, candidate));
        _push(w, STAKING.rewardsOf(staker, candidate));
    }

    function _coolings(Words memory w) private view {
        uint256 count = STAKING.coolingCount();
        for (uint256 id = 1; id <= count; ++id) {
            Cooling memory c = STAKING.coolings(id);
            _push(w, c.staker);
            _push(w, c.candidate);
            _push(w, c.shares);
            _push(w, c.readyAt);
        }
    }

    function _cases(Words memory w) private view {
        uint256 count = STAKING.caseCount();
        for (uint256 id = 1; id <= count; ++id) {
            Case memory c = STAKING.cases(id);
            _push(w, c.candidate);
            _push(w, c.proposer);
            _push(w, c.bond);
            _push(w, uint256(c.resultDigest));
            _push(w, c.bps);
            _push(w, c.openedAt);
            _push(w, c.decidedAt);
            _push(w, c.deadline);
            _push(w, uint256(c.status));
            _push(w, c.answered);
        }
    }

    function _coordinator(Words memory w, address coordinator) private view {
        _push(w, uint256(SETTLEMENT.chainTip(coordinator)));
        Reveal memory r = SETTLEMENT.lastReveal(coordinator);
        _push(w, uint256(r.secret));
        _push(w, r.epoch);
        Escrow memory e = SETTLEMENT.escrows(coordinator);
        _push(w, e.deposited);
        _push(w, e.withdrawn);
        _push(w, e.committed);
        _push(w, e.claimed);
        _push(w, e.requested);
        _push(w, e.readyAt);
        _push(w, SETTLEMENT.uncommitted(coordinator));
    }

    function _roots(Words memory w, address coordinator, uint64[] calldata epochs) private view {
        for (uint256 i; i < epochs.length; ++i) {
            Root memory r = SETTLEMENT.roots(coordinator, epochs[i]);
            _push(w, uint256(r.payoutRoot));
            _push(w, r.amount);
            _push(w, r.claimed);
            _push(w, r.finalAt);
            _push(w, r.rejected);
        }
    }

    function _push(Words memory w, uint256 word) private pure {
        w.list[w.count++] = word;
    }

    function _push(Words memory w, address account) private pure {
        _push(w, uint256(uint160(account)));
    }

    function _push(Words memory w, bool flag) private pure {
        _push(w, flag ? 1 : 0);
    }
}

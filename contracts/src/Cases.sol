// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ICuckooStaking} from "./ICuckooStaking.sol";
import {StakingBase} from "./StakingBase.sol";
import {Candidate, Case, Kind, Pool, Status} from "./StakingTypes.sol";

/// @notice Accusations and what follows: `Proposed -> Decided -> Executed`, or `Rejected`, `Vetoed`, `Expired`. An open
/// case freezes the accused's pool, so that no backer walks away from it; an executed one cuts the pool once.
abstract contract Cases is StakingBase {
    using SafeCast for uint256;

    address internal constant DEAD = 0x000000000000000000000000000000000000dEaD;
    uint256 internal constant LONGEST_URI_BYTES = 256;

    /// @inheritdoc ICuckooStaking
    uint256 public override caseCount;
    /// @inheritdoc ICuckooStaking
    mapping(address candidate => mapping(bytes32 digest => bool used)) public override isPunished;
    /// @inheritdoc ICuckooStaking
    mapping(address proposer => mapping(address candidate => uint64 time)) public override accusableFrom;

    mapping(uint256 id => Case accusation) internal _cases;

    modifier onlyArbiter() {
        require(msg.sender == _governance.arbiter, NotAllowed(msg.sender));
        _;
    }

    /// @inheritdoc ICuckooStaking
    function propose(address c, bytes32 resultDigest, bytes32 evidence, string calldata uri, uint64 offenceAt)
        external
        payable
        nonReentrant
        returns (uint256 id)
    {
        _requireAccuser(msg.sender, c);
        require(_candidates[c].kind != Kind.None, NotRegistered(c));
        require(msg.value == _governance.caseBond, WrongBond(msg.value, _governance.caseBond));
        require(resultDigest != bytes32(0), EmptyDigest());
        require(!isPunished[c][resultDigest], AlreadyPunished(c, resultDigest));
        require(bytes(uri).length <= LONGEST_URI_BYTES, InfoTooLong(bytes(uri).length, LONGEST_URI_BYTES));
        uint64 present = block.timestamp.toUint64();
        bool fresh = offenceAt <= present && present - offenceAt <= EVIDENCE_WINDOW;
        require(fresh, OffenceOutOfWindow(offenceAt, present));

        id = ++caseCount;
        uint64 deadline = present + CASE_WINDOW;
        Case storage k = _cases[id];
        k.candidate = c;
        k.proposer = msg.sender;
        k.bond = msg.value;
        k.resultDigest = resultDigest;
        k.openedAt = present;
        k.deadline = deadline;
        k.status = Status.Proposed;
        // One at a time: unless it is closed sooner, it ends at its deadline without a cut.
        accusableFrom[msg.sender][c] = deadline + ACCUSATION_PAUSE;
        emit CaseOpened(id, c, msg.sender, resultDigest, evidence, uri, msg.value, offenceAt, deadline);
        Pool storage p = _touch(c);
        if (deadline > p.frozenUntil) p.frozenUntil = deadline;
        _poolChanged(c);
    }

    /// @inheritdoc ICuckooStaking
    function answer(uint256 id, bytes32 hash, string calldata uri) external {
        Case storage k = _inStatus(id, Status.Proposed);
        require(msg.sender == k.candidate, NotAllowed(msg.sender));
        require(!k.answered, AlreadyAnswered(id));
        require(block.timestamp <= k.openedAt + ANSWER_WINDOW, TooLate(id, k.openedAt + ANSWER_WINDOW));
        require(bytes(uri).length <= LONGEST_URI_BYTES, InfoTooLong(bytes(uri).length, LONGEST_URI_BYTES));
        k.answered = true;
        emit CaseAnswered(id, hash, uri);
    }

    /// @inheritdoc ICuckooStaking
    function decide(uint256 id, uint16 bps) external onlyArbiter {
        Case storage k = _inStatus(id, Status.Proposed);
        require(bps <= _governance.maxSlashBps, SlashTooHigh(bps, _governance.maxSlashBps));
        uint64 from = k.openedAt + ANSWER_WINDOW;
        require(k.answered || block.timestamp > from, TooEarly(id, from + 1));
        // A cut so early that a veto and then anybody's execution still fit in.
        uint64 until = bps == 0 ? k.deadline - 1 : k.deadline - 2 * VETO_WINDOW;
        require(block.timestamp <= until, TooLate(id, until));
        k.decidedAt = block.timestamp.toUint64();
        k.bps = bps;
        if (bps > 0) return _caseChanged(id, k, Status.Decided, 0, 0);
        uint256 toAccused = k.bond / 2;
        uint256 toTreasury = k.bond - toAccused;
        _acquit(id, k, Status.Rejected);
        _addCredit(k.candidate, toAccused);
        _addCredit(_governance.treasury, toTreasury);
    }

    /// @inheritdoc ICuckooStaking
    function veto(uint256 id) external onlyGovernor {
        Case storage k = _inStatus(id, Status.Decided);
        uint64 until = k.decidedAt + VETO_WINDOW;
        require(block.timestamp < until, TooLate(id, until - 1));
        _acquit(id, k, Status.Vetoed);
        _addCredit(k.proposer, k.bond);
    }

    /// @inheritdoc ICuckooStaking
    function execute(uint256 id) external nonReentrant {
        Case storage k = _inStatus(id, Status.Decided);
        uint64 from = k.decidedAt + VETO_WINDOW;
        require(block.timestamp >= from, TooEarly(id, from));
        require(block.timestamp < k.deadline, TooLate(id, k.deadline - 1));
        require(!isPunished[k.candidate][k.resultDigest], AlreadyPunished(k.candidate, k.resultDigest));
        isPunished[k.candidate][k.resultDigest] = true;

        Pool storage p = _touch(k.candidate);
        uint256 cut = p.tokens * k.bps / FULL_BPS;
        p.tokens -= cut;
        uint256 toTreasury = cut * _governance.treasuryShareBps / FULL_BPS;
        uint256 burned = cut - toTreasury;
        accusableFrom[k.proposer][k.candidate] = 0;
        _caseChanged(id, k, Status.Executed, burned, toTreasury);
        _poolChanged(k.candidate);
        _candidateTouched(k.candidate, true);
        _addCredit(_governance.treasury, toTreasury);
        _addCredit(k.proposer, k.bond);
        _send(DEAD, burned);
    }

    /// @inheritdoc ICuckooStaking
    function expire(uint256 id) external {
        Case storage k = _cases[id];
        bool open = k.status == Status.Proposed || k.status == Status.Decided;
        require(open, WrongStatus(id, k.status));
        require(block.timestamp >= k.deadline, TooEarly(id, k.deadline));
        _caseChanged(id, k, Status.Expired, 0, 0);
        _addCredit(k.proposer, k.bond);
    }

    /// @inheritdoc ICuckooStaking
    function cases(uint256 id) external view returns (Case memory) {
        return _cases[id];
    }

    function _requireAccuser(address accuser, address accused) private view {
        Candidate storage a = _candidates[accuser];
        bool allowed = accuser == _governance.governor || (a.kind == Kind.Coordinator && a.active);
        // The arbiter is neither governor nor a candidate, ever.
        require(allowed && accuser != accused, NotAllowed(accuser));
        uint64 from = accusableFrom[accuser][accused];
        require(block.timestamp >= from, AccusationTooSoon(accused, from));
    }

    function _inStatus(uint256 id, Status wanted) private view returns (Case storage k) {
        k = _cases[id];
        require(k.status == wanted, WrongStatus(id, k.status));
    }

    /// From now on, not from the deadline, the proposer waits before it accuses this candidate again.
    function _acquit(uint256 id, Case storage k, Status status) private {
        accusableFrom[k.proposer][k.candidate] = block.timestamp.toUint64() + ACCUSATION_PAUSE;
        _caseChanged(id, k, status, 0, 0);
    }

    function _caseChanged(uint256 id, Case storage k, Status status, uint256 burned, uint256 toTreasury) private {
        k.status = status;
        emit CaseChanged(id, status, k.bps, burned, toTreasury);
    }
}

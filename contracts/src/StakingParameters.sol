// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooStaking} from "./ICuckooStaking.sol";
import {Pausable} from "./Pausable.sol";
import {Governance, Kind, Parameters} from "./StakingTypes.sol";

/// @notice What the staking contract asks its governor at deployment.
interface ITimelock {
    /// Seconds from an operation's announcement to its earliest execution.
    function getMinDelay() external view returns (uint256);
}

/// @notice What is fixed at deployment, and what the governor may move within the fixed ceilings.
abstract contract StakingParameters is ICuckooStaking, Pausable {
    uint64 internal constant LONGEST_WAIT = 365 days;
    uint16 internal constant FULL_BPS = 10_000;
    uint16 internal constant HIGHEST_SLASH_BPS = 5000;
    uint16 internal constant HIGHEST_TREASURY_BPS = 2000;

    uint256 internal immutable MIN_MINER_STAKE;
    uint256 internal immutable MIN_COORDINATOR_STAKE;
    uint256 internal immutable MIN_VOTE;
    uint64 internal immutable COOLDOWN;
    uint64 internal immutable EVIDENCE_WINDOW;
    uint64 internal immutable EPOCH;
    uint64 internal immutable DRIP_PERIOD;
    uint64 internal immutable ANSWER_WINDOW;
    uint64 internal immutable VETO_WINDOW;
    uint64 internal immutable CASE_WINDOW;
    uint64 internal immutable ACCUSATION_PAUSE;
    uint64 internal immutable LONGEST_PAUSE;
    uint16 internal immutable SLASH_CEILING_BPS;
    uint16 internal immutable TREASURY_CEILING_BPS;

    Governance internal _governance;

    /// @inheritdoc ICuckooStaking
    mapping(bytes32 model => bytes32 policy) public override modelPolicy;
    /// @inheritdoc ICuckooStaking
    mapping(address account => bool appointed) public override isReferee;

    modifier onlyGovernor() {
        require(msg.sender == _governance.governor, NotAllowed(msg.sender));
        _;
    }

    constructor(Parameters memory p, Governance memory g) {
        _requireSound(p);
        MIN_MINER_STAKE = p.minMinerStake;
        MIN_COORDINATOR_STAKE = p.minCoordinatorStake;
        MIN_VOTE = p.minVote;
        COOLDOWN = p.cooldown;
        EVIDENCE_WINDOW = p.evidenceWindow;
        EPOCH = p.epoch;
        DRIP_PERIOD = p.dripPeriod;
        ANSWER_WINDOW = p.answerWindow;
        VETO_WINDOW = p.vetoWindow;
        CASE_WINDOW = p.caseWindow;
        ACCUSATION_PAUSE = p.accusationPause;
        LONGEST_PAUSE = p.longestPause;
        SLASH_CEILING_BPS = p.slashCeilingBps;
        TREASURY_CEILING_BPS = p.treasuryCeilingBps;
        emit ParameterChanged("parameters", abi.encode(p));

        // Whoever dislikes what the governor announces can have left, cooldown and a case included, before it comes.
        require(g.governor.code.length > 0, InvalidParameter("governor"));
        uint256 exit = uint256(p.cooldown) + p.caseWindow;
        require(ITimelock(g.governor).getMinDelay() > exit, InvalidParameter("governor"));
        _governance.governor = g.governor;
        emit ParameterChanged("governor", abi.encode(g.governor));
        _setArbiter(g.arbiter);
        _setTreasury(g.treasury, g.treasuryShareBps);
        _setPauseGuardian(g.pauseGuardian);
        _setCaseBond(g.caseBond);
        _setMaxSlash(g.maxSlashBps);
    }

    /// @inheritdoc ICuckooStaking
    function setArbiter(address arbiter) external onlyGovernor {
        _setArbiter(arbiter);
    }

    /// @inheritdoc ICuckooStaking
    function setTreasury(address treasury, uint16 shareBps) external onlyGovernor {
        _setTreasury(treasury, shareBps);
    }

    /// @inheritdoc ICuckooStaking
    function setPauseGuardian(address guardian) external onlyGovernor {
        _setPauseGuardian(guardian);
    }

    /// @inheritdoc ICuckooStaking
    function setCaseBond(uint256 bond) external onlyGovernor {
        _setCaseBond(bond);
    }

    /// @inheritdoc ICuckooStaking
    function setMaxSlash(uint16 bps) external onlyGovernor {
        _setMaxSlash(bps);
    }

    /// @inheritdoc ICuckooStaking
    function setModelPolicy(bytes32 model, bytes32 policy) external onlyGovernor {
        require(model != bytes32(0), InvalidParameter("modelPolicy"));
        modelPolicy[model] = policy;
        emit ParameterChanged("modelPolicy", abi.encode(model, policy));
    }

    /// @inheritdoc ICuckooStaking
    function setReferee(address account, bool appointed) external onlyGovernor {
        require(account != address(0), InvalidParameter("referee"));
        isReferee[account] = appointed;
        emit ParameterChanged("referee", abi.encode(account, appointed));
    }

    /// @inheritdoc ICuckooStaking
    function governance() external view returns (Governance memory) {
        return _governance;
    }

    /// @inheritdoc ICuckooStaking
    function parameters() external view returns (Parameters memory) {
        return Parameters({
            minMinerStake: MIN_MINER_STAKE,
            minCoordinatorStake: MIN_COORDINATOR_STAKE,
            minVote: MIN_VOTE,
            cooldown: COOLDOWN,
            evidenceWindow: EVIDENCE_WINDOW,
            epoch: EPOCH,
            dripPeriod: DRIP_PERIOD,
            answerWindow: ANSWER_WINDOW,
            vetoWindow: VETO_WINDOW,
            caseWindow: CASE_WINDOW,
            accusationPause: ACCUSATION_PAUSE,
            longestPause: LONGEST_PAUSE,
            slashCeilingBps: SLASH_CEILING_BPS,
            treasuryCeilingBps: TREASURY_CEILING_BPS
        });
    }

    function _kindOf(address owner) internal view virtual returns (Kind);

    function _minimumOf(Kind kind) internal view returns (uint256) {
        return kind == Kind.Coordinator ? MIN_COORDINATOR_STAKE : MIN_MINER_STAKE;
    }

    function _requirePauser(address caller) internal view override {
        bool allowed = caller == _governance.pauseGuardian || caller == _governance.governor;
        require(allowed, NotAllowed(caller));
    }

    function _longestPause() internal view override returns (uint64) {
        return LONGEST_PAUSE;
    }

    function _setArbiter(address arbiter) private {
        require(arbiter != address(0) && arbiter != _governance.governor, InvalidParameter("arbiter"));
        require(_kindOf(arbiter) == Kind.None, InvalidParameter("arbiter"));
        _governance.arbiter = arbiter;
        emit ParameterChanged("arbiter", abi.encode(arbiter));
    }

    function _setTreasury(address treasury, uint16 shareBps) private {
        require(treasury != address(0), InvalidParameter("treasury"));
        require(shareBps <= TREASURY_CEILING_BPS, InvalidParameter("treasuryShareBps"));
        _governance.treasury = treasury;
        _governance.treasuryShareBps = shareBps;
        emit ParameterChanged("treasury", abi.encode(treasury, shareBps));
    }

    /// The zero address means that only the governor can pause.
    function _setPauseGuardian(address guardian) private {
        _governance.pauseGuardian = guardian;
        emit ParameterChanged("pauseGuardian", abi.encode(guardian));
    }

    /// Accusing costs something, and never more than a coordinator has at stake at least.
    function _setCaseBond(uint256 bond) private {
        require(bond > 0 && bond <= MIN_COORDINATOR_STAKE, InvalidParameter("caseBond"));
        _governance.caseBond = bond;
        emit ParameterChanged("caseBond", abi.encode(bond));
    }

    function _setMaxSlash(uint16 bps) private {
        require(bps > 0 && bps <= SLASH_CEILING_BPS, InvalidParameter("maxSlashBps"));
        _governance.maxSlashBps = bps;
        emit ParameterChanged("maxSlashBps", abi.encode(bps));
    }

    function _requireSound(Parameters memory p) private pure {
        require(p.minMinerStake > 0, InvalidParameter("minMinerStake"));
        require(p.minCoordinatorStake > 0, InvalidParameter("minCoordinatorStake"));
        require(p.minVote > 0 && p.minVote <= p.minMinerStake, InvalidParameter("minVote"));
        require(p.minVote <= p.minCoordinatorStake, InvalidParameter("minVote"));
        require(p.cooldown <= LONGEST_WAIT, InvalidParameter("cooldown"));
        // Whoever leaves after a fault is still liable when its case opens, and the case holds them to its deadline.
        require(p.evidenceWindow > 0 && p.evidenceWindow < p.cooldown, InvalidParameter("evidenceWindow"));
        require(p.epoch > 0 && p.epoch <= LONGEST_WAIT, InvalidParameter("epoch"));
        require(p.dripPeriod > 0 && p.dripPeriod <= LONGEST_WAIT, InvalidParameter("dripPeriod"));
        require(p.answerWindow > 0, InvalidParameter("answerWindow"));
        require(p.vetoWindow > 0, InvalidParameter("vetoWindow"));
        require(p.caseWindow <= LONGEST_WAIT, InvalidParameter("caseWindow"));
        // Time to answer, to decide, to veto and to execute.
        uint256 needed = uint256(p.answerWindow) + 2 * uint256(p.vetoWindow);
        require(needed < p.caseWindow, InvalidParameter("caseWindow"));
        require(p.accusationPause <= LONGEST_WAIT, InvalidParameter("accusationPause"));
        require(p.longestPause > 0 && p.longestPause <= p.cooldown, InvalidParameter("longestPause"));
        require(p.slashCeilingBps > 0, InvalidParameter("slashCeilingBps"));
        require(p.slashCeilingBps <= HIGHEST_SLASH_BPS, InvalidParameter("slashCeilingBps"));
        require(p.treasuryCeilingBps <= HIGHEST_TREASURY_BPS, InvalidParameter("treasuryCeilingBps"));
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Cases} from "./Cases.sol";
import {ICuckooStaking} from "./ICuckooStaking.sol";
import {NodeConsents} from "./NodeConsents.sol";
import {StakePools} from "./StakePools.sol";
import {StakingBase} from "./StakingBase.sol";
import {Candidate, Governance, Kind, Parameters} from "./StakingTypes.sol";

/// @title CuckooStaking
/// @notice Stakes, votes and registrations of miners and coordinators in the chain's native token, CAI. A candidate is
/// its owner's address; its own stake is its own position in its own pool.
contract CuckooStaking is StakePools, Cases, NodeConsents {
    using SafeCast for uint256;

    uint256 internal constant LONGEST_URL_BYTES = 256;
    uint256 internal constant LONGEST_INFO_BYTES = 4096;

    constructor(Parameters memory p, Governance memory g) StakingBase(p, g) {}

    /// @inheritdoc ICuckooStaking
    function register(
        Kind k,
        address node,
        uint256 ownVote,
        uint16 commission,
        string calldata url,
        string calldata info,
        uint256 deadline,
        bytes calldata sig
    ) external nonReentrant whenNotPaused {
        Candidate storage c = _candidates[msg.sender];
        require(msg.sender != _governance.arbiter, NotAllowed(msg.sender));
        require(!c.registered, AlreadyRegistered(msg.sender));
        require(k != Kind.None && (c.kind == Kind.None || c.kind == k), KindRefused(k, c.kind));
        _bindNode(msg.sender, node, k, deadline, sig);
        _startCommission(c, commission);
        c.kind = k;
        c.registered = true;
        c.node = node;
        if (ownVote > 0) {
            _decreaseFree(msg.sender, ownVote);
            _deposit(msg.sender, msg.sender, ownVote);
        }
        uint256 ownStake = valueOf(msg.sender, msg.sender);
        require(ownStake >= _minimumOf(k), OwnStakeTooLow(ownStake, _minimumOf(k)));
        _candidateTouched(msg.sender, true);
        _publishInfo(url, info);
    }

    /// @inheritdoc ICuckooStaking
    function rotateNode(address node, uint256 deadline, bytes calldata sig) external {
        Candidate storage c = _registered();
        require(node != c.node, NodeUnchanged(node));
        _bindNode(msg.sender, node, c.kind, deadline, sig);
        c.node = node;
        _candidateTouched(msg.sender, true);
    }

    /// @inheritdoc ICuckooStaking
    function updateInfo(string calldata url, string calldata info) external {
        _registered();
        _publishInfo(url, info);
    }

    /// @inheritdoc ICuckooStaking
    function setCommission(uint16 bps) external {
        _changeCommission(_registered(), bps);
        _candidateTouched(msg.sender, true);
    }

    /// @inheritdoc ICuckooStaking
    function deregister() external {
        _registered().registered = false;
        _candidateTouched(msg.sender, true);
    }

    /// @inheritdoc ICuckooStaking
    function candidates(address owner) external view returns (Candidate memory c) {
        c = _candidates[owner];
        if (c.nextAt == 0 || block.timestamp < c.nextAt) return c;
        c.commission = c.nextCommission;
        c.nextAt = 0;
    }

    /// @inheritdoc ICuckooStaking
    function nodeNonce(address node) public view override(NodeConsents, StakingBase) returns (uint256) {
        return NodeConsents.nodeNonce(node);
    }

    function _registered() private view returns (Candidate storage c) {
        c = _candidates[msg.sender];
        require(c.registered, NotRegistered(msg.sender));
    }

    /// The first registration sets the commission at once; a return must not slip a rise past the backers who stayed.
    function _startCommission(Candidate storage c, uint16 bps) private {
        if (c.kind != Kind.None) return _changeCommission(c, bps);
        require(bps <= FULL_BPS, CommissionTooHigh(bps));
        c.commission = bps;
        c.nextCommission = bps;
    }

    function _changeCommission(Candidate storage c, uint16 bps) private {
        require(bps <= FULL_BPS, CommissionTooHigh(bps));
        _applyDueCommission(c);
        bool rises = bps > c.commission;
        if (!rises) c.commission = bps;
        c.nextCommission = bps;
        c.nextAt = rises ? block.timestamp.toUint64() + COOLDOWN + EPOCH : 0;
    }

    function _publishInfo(string calldata url, string calldata info) private {
        require(bytes(url).length <= LONGEST_URL_BYTES, InfoTooLong(bytes(url).length, LONGEST_URL_BYTES));
        require(bytes(info).length <= LONGEST_INFO_BYTES, InfoTooLong(bytes(info).length, LONGEST_INFO_BYTES));
        emit InfoChanged(msg.sender, url, info);
    }
}

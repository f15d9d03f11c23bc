// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ICuckooSettlement} from "./ICuckooSettlement.sol";
import {ICuckooStaking} from "./ICuckooStaking.sol";
import {Reveal} from "./SettlementTypes.sol";
import {Candidate, Kind} from "./StakingTypes.sol";

/// @notice Coordinators commit here to the secrets of their draws, and reveal them. The node's key sends, since it works
/// unattended and can be rotated; what it commits to is kept under its owner, who answers for it.
abstract contract HashChains is ICuckooSettlement {
    using SafeCast for uint256;

    /// Epochs that one reveal can hash over.
    uint64 internal constant LONGEST_GAP = 10_000;

    ICuckooStaking internal immutable STAKING;
    uint64 internal immutable EPOCH;

    /// @inheritdoc ICuckooSettlement
    mapping(address coordinator => bytes32 tip) public override chainTip;
    mapping(address coordinator => Reveal reveal) internal _reveals;

    constructor(ICuckooStaking stakingContract) {
        require(address(stakingContract).code.length > 0, InvalidParameter("staking"));
        STAKING = stakingContract;
        EPOCH = stakingContract.parameters().epoch;
        emit ParameterChanged("staking", abi.encode(stakingContract));
    }

    /// @inheritdoc ICuckooSettlement
    function setChainTip(bytes32 tip) external {
        require(tip != bytes32(0), EmptyTip());
        address coordinator = _coordinatorOf(msg.sender);
        require(STAKING.candidates(coordinator).active, CoordinatorInactive(coordinator));
        chainTip[coordinator] = tip;
        _reveals[coordinator] = Reveal(tip, _presentEpoch() - 1);
        emit TipSet(coordinator, tip);
    }

    /// @inheritdoc ICuckooSettlement
    function staking() external view returns (address) {
        return address(STAKING);
    }

    /// @inheritdoc ICuckooSettlement
    function lastReveal(address coordinator) external view returns (Reveal memory) {
        return _reveals[coordinator];
    }

    /// Checks that the epoch is over and the secret its own, and keeps it as the next one's goal.
    function _reveal(address coordinator, uint64 epoch, bytes32 secret) internal {
        uint64 present = _presentEpoch();
        require(epoch < present, EpochNotOver(epoch, present));
        Reveal storage last = _reveals[coordinator];
        require(last.secret != bytes32(0), SecretWrong(epoch, 0));
        require(epoch > last.epoch, EpochPassed(epoch, last.epoch));
        uint64 steps = epoch - last.epoch;
        require(steps <= LONGEST_GAP, SecretTooFar(steps, LONGEST_GAP));
        bytes32 hash = secret;
        for (uint64 i = 0; i < steps; ++i) {
            hash = keccak256(abi.encode(hash));
        }
        require(hash == last.secret, SecretWrong(epoch, steps));
        _reveals[coordinator] = Reveal(secret, epoch);
    }

    /// The owner whose present node this is.
    function _coordinatorOf(address node) internal view returns (address owner) {
        owner = STAKING.nodeOwner(node);
        Candidate memory c = STAKING.candidates(owner);
        require(c.kind == Kind.Coordinator && c.node == node, NotCoordinatorNode(node));
    }

    function _presentEpoch() private view returns (uint64) {
        return (block.timestamp / EPOCH).toUint64();
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICuckooSettlement} from "./ICuckooSettlement.sol";
import {ICuckooStaking} from "./ICuckooStaking.sol";
import {Candidate, Kind} from "./StakingTypes.sol";

/// @title CuckooSettlement
/// @notice Coordinators commit here to the secrets of their draws. The node's key sends, since it works unattended and
/// can be rotated; what it commits to is kept under its owner, who answers for it.
contract CuckooSettlement is ICuckooSettlement {
    ICuckooStaking internal immutable STAKING;

    /// @inheritdoc ICuckooSettlement
    mapping(address coordinator => bytes32 tip) public override chainTip;

    constructor(ICuckooStaking stakingContract) {
        require(address(stakingContract).code.length > 0, InvalidParameter("staking"));
        STAKING = stakingContract;
        emit ParameterChanged("staking", abi.encode(stakingContract));
    }

    /// Tokens come in through named calls only.
    receive() external payable {
        revert DirectTransferRefused();
    }

    /// @inheritdoc ICuckooSettlement
    function setChainTip(bytes32 tip) external {
        require(tip != bytes32(0), EmptyTip());
        address coordinator = _coordinatorOf(msg.sender);
        chainTip[coordinator] = tip;
        emit TipSet(coordinator, tip);
    }

    /// @inheritdoc ICuckooSettlement
    function staking() external view returns (address) {
        return address(STAKING);
    }

    function _coordinatorOf(address node) private view returns (address owner) {
        owner = STAKING.nodeOwner(node);
        Candidate memory c = STAKING.candidates(owner);
        require(c.kind == Kind.Coordinator && c.active && c.node == node, NotCoordinatorNode(node));
    }
}

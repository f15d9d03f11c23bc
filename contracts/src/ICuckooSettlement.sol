// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What a coordinator commits to on chain
interface ICuckooSettlement {
    /// Commits to the tip of a hash chain whose preimages are the coming epochs' secrets: tip = keccak256(secret of the
    /// first epoch), that secret = keccak256(secret of the second), and so on.
    /// Only the present node of an active coordinator may call; the tip belongs to that node's owner.
    /// A tip counts for epochs that begin after its block; a verifier takes the last tip before an epoch's first block.
    function setChainTip(bytes32 tip) external;

    /// The staking contract that says who is an active coordinator.
    function staking() external view returns (address);
    /// The tip a coordinator (its owner's address) committed to last, or zero.
    function chainTip(address coordinator) external view returns (bytes32);

    event TipSet(address indexed coordinator, bytes32 tip);
    event ParameterChanged(bytes32 indexed key, bytes value);

    /// A constructor parameter is out of its range; `key` is its name.
    error InvalidParameter(bytes32 key);
    /// The caller is not the present node of an active coordinator.
    error NotCoordinatorNode(address caller);
    /// The tip is zero.
    error EmptyTip();
    /// Tokens were sent without a call.
    error DirectTransferRefused();
}

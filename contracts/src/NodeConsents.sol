// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ICuckooStaking} from "./ICuckooStaking.sol";
import {Kind} from "./StakingTypes.sol";

/// @notice Which node belongs to which owner. A node agrees by an EIP-712 signature with its own key:
///
/// domain:  `EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)`
///          with name "CuckooStaking", version "1", the chain's id and this contract's address;
/// message: `NodeConsent(address owner,address node,uint8 kind,uint256 nonce,uint256 deadline)`
///          with kind 1 = miner, 2 = coordinator, nonce = `nodeNonce(node)`, deadline in Unix seconds (inclusive);
/// signature: 65 bytes `r ‖ s ‖ v`, v 27 or 28, low s.
///
/// Each consent serves once. A node stays bound to its first owner for ever, so that a result signed by an old key
/// still names who answers for it.
abstract contract NodeConsents is ICuckooStaking, EIP712 {
    bytes32 internal constant CONSENT_TYPEHASH =
        keccak256("NodeConsent(address owner,address node,uint8 kind,uint256 nonce,uint256 deadline)");

    /// @inheritdoc ICuckooStaking
    mapping(address node => address owner) public override nodeOwner;
    mapping(address node => uint256 nonce) internal _nodeNonces;

    constructor() EIP712("CuckooStaking", "1") {}

    /// @inheritdoc ICuckooStaking
    function nodeNonce(address node) public view virtual returns (uint256) {
        return _nodeNonces[node];
    }

    /// @inheritdoc ICuckooStaking
    function consentDigest(address owner, address node, Kind kind, uint256 deadline) public view returns (bytes32) {
        return _hashTypedDataV4(
            keccak256(abi.encode(CONSENT_TYPEHASH, owner, node, uint8(kind), _nodeNonces[node], deadline))
        );
    }

    /// Checks a node's consent, uses it up and binds the node to the owner.
    function _bindNode(address owner, address node, Kind kind, uint256 deadline, bytes calldata sig) internal {
        require(node != owner, NodeIsOwner(node));
        address bound = nodeOwner[node];
        require(bound == address(0) || bound == owner, NodeTaken(node, bound));
        require(block.timestamp <= deadline, ConsentExpired(deadline));
        (address signer, ECDSA.RecoverError failure,) =
            ECDSA.tryRecoverCalldata(consentDigest(owner, node, kind, deadline), sig);
        require(failure == ECDSA.RecoverError.NoError && signer == node, ConsentInvalid(node));
        ++_nodeNonces[node];
        nodeOwner[node] = owner;
    }
}

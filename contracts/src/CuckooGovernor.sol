// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ICuckooStaking} from "./ICuckooStaking.sol";
import {IPausable} from "./Pausable.sol";

/// @title CuckooGovernor
/// @notice The governor of a network: what changes its rules waits for the delay, in public, so that stakers can leave
/// first; what protects people (a veto, an accusation, the end of a pause) has to come within a case's windows, so the
/// council does it at once. Operations that are ready may be executed by anybody.
contract CuckooGovernor is TimelockController {
    /// The delay never falls below this (seconds).
    uint256 public immutable LEAST_DELAY;

    /// The council has no members.
    error EmptyCouncil();

    /// @param delay seconds between an operation's announcement and its execution, for ever the least
    /// @param council who may announce, cancel, veto and accuse
    constructor(uint256 delay, address[] memory council) TimelockController(delay, council, _anybody(), address(0)) {
        require(council.length > 0, EmptyCouncil());
        LEAST_DELAY = delay;
    }

    /// Vetoes a decided case.
    function veto(ICuckooStaking staking, uint256 id) external onlyRole(PROPOSER_ROLE) {
        staking.veto(id);
    }

    /// Accuses a candidate in the network's name; the bond comes with the call and returns as this contract's credit. Not
    /// by a member who is also the arbiter: nobody decides a case of its own.
    function accuse(
        ICuckooStaking staking,
        address candidate,
        bytes32 resultDigest,
        bytes32 evidence,
        string calldata uri,
        uint64 offenceAt
    ) external payable onlyRole(PROPOSER_ROLE) returns (uint256) {
        require(msg.sender != staking.governance().arbiter, IPausable.NotAllowed(msg.sender));
        return staking.propose{value: msg.value}(candidate, resultDigest, evidence, uri, offenceAt);
    }

    /// Ends a pause of either contract before its time.
    function unpause(IPausable paused) external onlyRole(PROPOSER_ROLE) {
        paused.unpause();
    }

    /// Seconds from an operation's announcement to its earliest execution. `updateDelay` can't bring it below the least.
    function getMinDelay() public view override returns (uint256) {
        return Math.max(super.getMinDelay(), LEAST_DELAY);
    }

    function _anybody() private pure returns (address[] memory list) {
        list = new address[](1);
    }
}

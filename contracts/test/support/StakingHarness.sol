// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CuckooStaking} from "../../src/CuckooStaking.sol";
import {Governance, Parameters, Pool} from "../../src/StakingTypes.sol";

/// The staking contract with a slash of any size that anybody may make, to see what pools do at a rate below one.
contract StakingHarness is CuckooStaking {
    constructor(Parameters memory p, Governance memory g) CuckooStaking(p, g) {}

    function slash(address candidate, uint256 bps) external returns (uint256 cut) {
        Pool storage p = _touch(candidate);
        cut = p.tokens * bps / 10_000;
        p.tokens -= cut;
        _poolChanged(candidate);
        _candidateTouched(candidate, true);
        _send(DEAD, cut);
    }
}

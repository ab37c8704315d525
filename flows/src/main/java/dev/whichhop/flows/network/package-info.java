/**
 * The configuration of networks in AWS, as {@code aws ec2 describe-*} prints it, and what its rules
 * and routes decide.
 */
@NullMarked
package dev.whichhop.flows.network;

import org.jspecify.annotations.NullMarked;

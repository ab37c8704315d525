package dev.whichhop.aws.ec2;

import java.util.Locale;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A question to EC2 without parameters: all that the account has in the Region, page by page. */
public enum Description {
  FLOW_LOGS(Ec2Client::describeFlowLogsPaginator),
  VPCS(Ec2Client::describeVpcsPaginator),
  SUBNETS(Ec2Client::describeSubnetsPaginator),
  NETWORK_INTERFACES(Ec2Client::describeNetworkInterfacesPaginator),
  SECURITY_GROUPS(Ec2Client::describeSecurityGroupsPaginator),
  NETWORK_ACLS(Ec2Client::describeNetworkAclsPaginator),
  ROUTE_TABLES(Ec2Client::describeRouteTablesPaginator),
  VPC_PEERING_CONNECTIONS(Ec2Client::describeVpcPeeringConnectionsPaginator),
  TRANSIT_GATEWAYS(Ec2Client::describeTransitGatewaysPaginator),
  TRANSIT_GATEWAY_ATTACHMENTS(Ec2Client::describeTransitGatewayAttachmentsPaginator),
  TRANSIT_GATEWAY_VPC_ATTACHMENTS(Ec2Client::describeTransitGatewayVpcAttachmentsPaginator),
  NAT_GATEWAYS(Ec2Client::describeNatGatewaysPaginator),
  VPC_ENDPOINTS(Ec2Client::describeVpcEndpointsPaginator),
  PREFIX_LISTS(Ec2Client::describePrefixListsPaginator);

  private final Function<Ec2Client, Iterable<? extends SdkPojo>> pages;

  Description(Function<Ec2Client, Iterable<? extends SdkPojo>> pages) {
    this.pages = pages;
  }

  Iterable<? extends SdkPojo> pages(Ec2Client client) {
    return pages.apply(client);
  }

  /** The command of the AWS CLI that prints the same: {@code describe-flow-logs}. */
  public String command() {
    return "describe-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The IAM action that allows it: {@code ec2:DescribeFlowLogs}. */
  public String action() {
    StringBuilder action = new StringBuilder("ec2:Describe");
    for (String word : name().split("_")) {
      action.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return action.toString();
  }
}

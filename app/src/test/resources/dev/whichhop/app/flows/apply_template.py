"""Makes what a CloudFormation template of ours asks for through boto3 against moto, and prints what moto then has.

boto3 refuses parameters that the API does not know. moto proves neither that CloudWatch takes the filter pattern nor
that an alarm goes off: it stores both as they are.
"""
import json
import sys

import boto3
import moto
import yaml

with open(sys.argv[1]) as file:
    resources = yaml.safe_load(file)["Resources"]

with moto.mock_aws():
    kwargs = dict(region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x")
    logs, cloudwatch, sns = (boto3.client(name, **kwargs) for name in ("logs", "cloudwatch", "sns"))
    references = {}
    for name, resource in resources.items():
        properties = resource["Properties"]
        match resource["Type"]:
            case "AWS::SNS::Topic":
                references[name] = sns.create_topic(Name=properties["TopicName"])["TopicArn"]
                for one in properties.get("Subscription", []):
                    sns.subscribe(TopicArn=references[name], **one)
            case "AWS::Logs::MetricFilter":
                if not logs.describe_log_groups(logGroupNamePrefix=properties["LogGroupName"])["logGroups"]:
                    logs.create_log_group(logGroupName=properties["LogGroupName"])
                lower = lambda keys: {key[0].lower() + key[1:]: value for key, value in keys.items()}
                properties = lower(properties)
                properties["metricTransformations"] = [lower(one) for one in properties["metricTransformations"]]
                logs.put_metric_filter(**properties)
            case "AWS::CloudWatch::Alarm":
                properties["AlarmActions"] = [
                    one if isinstance(one, str) else references[one["Ref"]] for one in properties["AlarmActions"]]
                cloudwatch.put_metric_alarm(**properties)
            case "AWS::CloudWatch::Dashboard":
                cloudwatch.put_dashboard(**properties)
    print(json.dumps({
        "filters": [one["filterPattern"] for one in logs.describe_metric_filters()["metricFilters"]],
        "alarms": [one["AlarmName"] for one in cloudwatch.describe_alarms()["MetricAlarms"]],
        "dashboards": [one["DashboardName"] for one in cloudwatch.list_dashboards()["DashboardEntries"]],
        "subscriptions": [one["Endpoint"] for one in sns.list_subscriptions()["Subscriptions"]],
    }))

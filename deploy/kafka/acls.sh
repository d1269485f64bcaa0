#!/bin/sh
# Gives each role its rights in Kafka and no more; docs/kafka-security.md explains them.
#
#   BOOTSTRAP_SERVERS=kafka-1:9093 ADMIN_CONFIG=admin.properties deploy/kafka/acls.sh
#
# ADMIN_CONFIG: client properties of a super user. To run it again does no harm. Other names for the
# principals, and for the groups of upstream services: set the variables below.
set -eu

: "${BOOTSTRAP_SERVERS:?is missing}" "${ADMIN_CONFIG:?is missing}"
KAFKA_ACLS=${KAFKA_ACLS:-kafka-acls.sh}
WORKER=${WORKER:-User:otp-worker}
GATEWAY=${GATEWAY:-User:api-gateway}
REQUESTER=${REQUESTER:-User:otp-requester}
READER=${READER:-User:otp-outcome-reader}
ERASER=${ERASER:-User:otp-eraser}
OPERATOR=${OPERATOR:-User:otp-operator}
READER_GROUPS=${READER_GROUPS:-otp-outcome-reader.}
ERASER_GROUPS=${ERASER_GROUPS:-otp-eraser.}

allow() { # allow PRINCIPAL OPTION...
  principal=$1
  shift
  "$KAFKA_ACLS" --bootstrap-server "$BOOTSTRAP_SERVERS" --command-config "$ADMIN_CONFIG" \
    --add --allow-principal "$principal" "$@"
}

# The worker takes in, publishes, writes and shows dead letters, makes missing topics, checks them.
allow "$WORKER" --operation Read --topic otp.requests --topic otp.submissions --topic otp.privacy
allow "$WORKER" --operation Read --group otp-worker. --resource-pattern-type prefixed
allow "$WORKER" --operation Write --topic otp.outcomes --topic otp.privacy
allow "$WORKER" --operation Read --operation Write \
  --topic otp.requests.dlt --topic otp.submissions.dlt --topic otp.privacy.dlt
allow "$WORKER" --operation Create --operation DescribeConfigs --operation AlterConfigs \
  --topic otp.requests --topic otp.submissions --topic otp.outcomes --topic otp.privacy \
  --topic otp.requests.dlt --topic otp.submissions.dlt --topic otp.privacy.dlt

# The gateway asks and reads the answers, without a group.
allow "$GATEWAY" --operation Write --topic otp.requests --topic otp.submissions
allow "$GATEWAY" --operation Read --topic otp.outcomes

# Services that ask over Kafka. Write access to otp.requests is full trust.
allow "$REQUESTER" --operation Write --topic otp.requests --topic otp.submissions

# Services that read what became of it.
allow "$READER" --operation Read --topic otp.outcomes
allow "$READER" --operation Read --group "$READER_GROUPS" --resource-pattern-type prefixed

# The service that has numbers erased, and reads that they were.
allow "$ERASER" --operation Read --operation Write --topic otp.privacy
allow "$ERASER" --operation Read --group "$ERASER_GROUPS" --resource-pattern-type prefixed

# People's tools: topics and their settings, lag and offsets of the worker's groups; no record but
# dead letters, which hold none of what was asked.
allow "$OPERATOR" --operation Describe --operation DescribeConfigs --operation AlterConfigs \
  --topic otp. --resource-pattern-type prefixed
allow "$OPERATOR" --operation Read \
  --topic otp.requests.dlt --topic otp.submissions.dlt --topic otp.privacy.dlt
allow "$OPERATOR" --operation Read --operation Delete \
  --group otp-worker. --resource-pattern-type prefixed

using EventSinks;

namespace ContractV1;

/// <summary>Writes every member of an event.</summary>
internal static class V1Text
{
    public static string Of(RecordedEvent recorded)
    {
        var e = recorded.Event;
        return $"""
            event: {recorded.Sequence} {recorded.RecordedAt > DateTimeOffset.UnixEpoch} {e.Id} {e.StackId} {e.Timestamp:u} {e.IsStackEvent}
            resource: {e.ResourceName} {e.PhysicalResourceId} {e.ResourceType} {e.ResourceAction} {e.ResourceStatus} {e.ResourceStatusReason}
            properties: {e.ResourceProperties.GetRawText()}
            more: {string.Join(", ", e.AdditionalMembers.Select(member => $"{member.Key}={member.Value.GetRawText()}"))}
            payload: {string.Join(", ", e.AdditionalPayloadMembers.Select(member => $"{member.Key}={member.Value.GetRawText()}"))}
            copy: {Copies(e)}
            made: {Made(e)}

            """;
    }

    private static string Copies(StackEvent e)
    {
        var read = StackEvent.Parse(e.ToUtf8Json());
        var isRead = StackEvent.TryParse("{}"u8.ToArray(), out var none, out var error);
        return $"{read.Id == e.Id} {read.WithResourceStatusReason("another").ResourceStatusReason} "
            + $"{read.WithResourceProperties(default).ResourceProperties.GetRawText()} {isRead} {none is null} {error is not null} {StackEvent.BodyVersion}";
    }

    private static string Made(StackEvent e)
    {
        var stack = new StackIdentity("id", "name", "project", "root", "parent");
        var whole = new StackEvent
        {
            Id = e.Id,
            StackId = e.StackId,
            Timestamp = e.Timestamp,
            ResourceName = "made",
            PhysicalResourceId = "physical",
            ResourceAction = "CREATE",
            ResourceStatus = "COMPLETE",
            ResourceStatusReason = "here",
            ResourceType = StackEvent.StackResourceType,
            ResourceProperties = e.ResourceProperties,
            AdditionalMembers = e.AdditionalMembers,
            AdditionalPayloadMembers = e.AdditionalPayloadMembers,
        };
        return $"{whole} / {StackEvent.ForStack(stack, "UPDATE", "FAILED", "for v1")} / {StackEvent.ForResource(stack, "server", "OS::Nova::Server", "DELETE", "COMPLETE")}";
    }
}

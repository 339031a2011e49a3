namespace EventSinks.Zaqar.Connections;

/// <summary>Reads what goes with a stack's credential.</summary>
internal static class CredentialAttributes
{
    /// <summary>Gives an attribute; one that is empty counts as absent.</summary>
    public static string? Attribute(this StackCredential credential, string name) =>
        credential.Attributes.GetValueOrDefault(name)?.Trim() is { Length: > 0 } value ? value : null;
}

namespace EventSinks.OpenStack.Identity;

/// <summary>What a token may look like.</summary>
internal static class TokenText
{
    /// <summary>Gets whether a text can be the value of <c>X-Auth-Token</c>: visible ASCII without blanks, as all of Keystone's tokens are.</summary>
    public static bool IsSendable(string token) => token.Length > 0 && token.All(static character => character is > ' ' and <= '~');
}

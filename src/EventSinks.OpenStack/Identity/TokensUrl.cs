namespace EventSinks.OpenStack.Identity;

/// <summary>Where a Keystone gives tokens, however its URL is written: with or without <c>/v3</c>, slashes at the end, a path before it.</summary>
internal static class TokensUrl
{
    /// <summary>Gives the URL; null if it is not one to sign in at.</summary>
    public static Uri? Of(Uri authUrl)
    {
        if (!authUrl.IsAbsoluteUri
            || (authUrl.Scheme != Uri.UriSchemeHttp && authUrl.Scheme != Uri.UriSchemeHttps)
            || authUrl is not { Host.Length: > 0, UserInfo: "", Query: "", Fragment: "" })
        {
            return null;
        }

        var root = authUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var version = authUrl.AbsolutePath.TrimEnd('/').EndsWith("v3", StringComparison.Ordinal) ? "" : "/v3";
        return new($"{root}{version}/auth/tokens");
    }
}

namespace EventSinks.OpenStack.Clouds;

/// <summary>The message service's URL, if the settings say it.</summary>
internal static class MessagingUrl
{
    private const string Takes = "a URL such as https://zaqar.example.com:8888 (http or https, without user, query or fragment)";

    /// <summary>Says whether there is one, good or bad.</summary>
    public static bool IsGiven(CloudValues values) => Find(values) is not null;

    /// <summary>Gives the URL as it is written; null if there is none, or a problem. The value is never repeated: it may hold a password.</summary>
    public static string? Read(CloudValues values)
    {
        if (Find(values) is not var (key, url))
        {
            return null;
        }

        if (MessagingEndpoint.TryParse(url, out _))
        {
            return url;
        }

        values.Findings.Fail(values.Origin.Wrong(key, Takes));
        return null;
    }

    private static (string Key, string Url)? Find(CloudValues values)
    {
        foreach (var key in CloudKeys.EndpointOverrides)
        {
            if (values.OfCloud(key) is { } url)
            {
                return (key, url);
            }
        }

        return values.OfAuth("endpoint", "url") is { } endpoint ? ("endpoint", endpoint) : null;
    }
}

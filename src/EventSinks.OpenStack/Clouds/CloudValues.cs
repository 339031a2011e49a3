using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>
/// The settings of one cloud as texts: what is no text becomes what Python's <c>str()</c> makes of it; null and empty count as absent.
/// </summary>
internal sealed class CloudValues(YamlMap cloud, CloudOrigin origin, Findings findings)
{
    private readonly YamlMap _auth = Maps.Child(cloud, CloudKeys.Auth);

    /// <summary>Gets where the settings come from.</summary>
    public CloudOrigin Origin => origin;

    /// <summary>Gets what is wrong with them.</summary>
    public Findings Findings => findings;

    /// <summary>Says if what stands under <c>auth</c> is no map.</summary>
    public void CheckAuth()
    {
        if (cloud.Find(CloudKeys.Auth)?.Value is { } auth and not (YamlMap or YamlNull))
        {
            findings.Fail($"'auth' of {origin.Source} is {auth.KindName}; it takes a map with auth_url and who signs in.");
        }
    }

    /// <summary>Gives a setting of who signs in: from <c>auth</c>, else from beside it.</summary>
    /// <param name="names">Its names, the strongest first.</param>
    public string? OfAuth(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if ((Text(_auth, name) ?? Text(cloud, name)) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>Gives a setting that stands beside <c>auth</c>.</summary>
    /// <param name="names">Its names, the strongest first.</param>
    public string? OfCloud(params IEnumerable<string> names) => names.Select(name => Text(cloud, name)).FirstOrDefault(text => text is not null);

    /// <summary>Gives a yes or no that stands beside <c>auth</c>.</summary>
    public bool? Flag(string name)
    {
        if (OfCloud(name) is not { } text)
        {
            return null;
        }

        var flag = OsloBoolean.Parse(text);
        if (flag is null)
        {
            findings.Fail(origin.Wrong(name, OsloBoolean.Words));
        }

        return flag;
    }

    private string? Text(YamlMap owner, string name)
    {
        switch (owner.Find(name)?.Value)
        {
            case null or YamlNull:
                return null;
            case YamlText text:
                return text.Value.Length > 0 ? text.Value : null;
            case YamlScalar scalar:
                if (CloudKeys.OfAuth.Contains(name, StringComparer.Ordinal))
                {
                    // 012345 is octal and yes a boolean: whoever wrote a secret or an id without quotes may not know.
                    findings.Warn(
                        $"'{name}' of {origin.Source} is {scalar.KindName} by YAML's rules, which may not be what is written; put it in quotes.");
                }

                return scalar.ToPythonString();
            case var other:
                findings.Fail($"'{name}' of {origin.Source} is {other.KindName}; it takes text.");
                return null;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventSinks.Integration.OpenStack;

/// <summary>What Zaqar's <c>share</c> returned.</summary>
/// <param name="Json">The answer as it came.</param>
internal sealed record SharedUrl(string Json)
{
    public string Signature => Member("signature");

    public string Project => Member("project");

    public string Expires => Member("expires");

    /// <summary>Gives another one in which a member is different.</summary>
    public SharedUrl With(string name, string value)
    {
        var changed = JsonNode.Parse(Json)!.AsObject();
        changed[name] = value;
        return new(changed.ToJsonString());
    }

    /// <summary>Gives a declaration that carries it; YAML takes JSON as it is.</summary>
    public string ToDeclaration(string queue) => $"event_sinks:\n- type: zaqar-queue\n  target: {queue}\n  signed_url: {Json}\n";

    /// <summary>Gives it as an engine gives it for a stack.</summary>
    public StackCredential ToCredential() => new(
        StackCredentialKinds.ZaqarSignedUrl,
        Signature,
        new Dictionary<string, string>
        {
            ["paths"] = List("paths"),
            ["methods"] = List("methods"),
            ["project"] = Project,
            ["expires"] = Expires,
        });

    private string Member(string name) => JsonElement.Parse(Json).GetProperty(name).GetString()!;

    private string List(string name) => string.Join(',', JsonElement.Parse(Json).GetProperty(name).EnumerateArray().Select(each => each.GetString()));
}

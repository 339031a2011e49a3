using System.Text.Json.Nodes;

namespace EventSinks.OpenStack.Identity;

/// <summary>Writes the <c>scope</c> of a question for a token, and says what is wrong with the settings for it.</summary>
internal static class ScopeBody
{
    /// <summary>Gives the names of all scopes that the settings ask for; more than one contradict each other.</summary>
    public static IReadOnlyList<string> Named(CloudSettings settings)
    {
        var names = new List<string>();
        AddIf(Has(settings.ProjectId) || Has(settings.ProjectName), "a project");
        AddIf(Has(settings.DomainId) || Has(settings.DomainName), "a domain");
        AddIf(settings.SystemScope, "the system");
        AddIf(Has(settings.TrustId), "a trust");
        return names;

        void AddIf(bool condition, string name)
        {
            if (condition)
            {
                names.Add(name);
            }
        }
    }

    /// <summary>Gives the scope; null if the settings ask for none.</summary>
    public static JsonObject? Of(CloudSettings settings, List<string> problems)
    {
        var named = Named(settings);
        if (named.Count > 1)
        {
            problems.Add($"the settings name {string.Join(" and ", named)} to sign in to: keep one of them");
            return null;
        }

        return settings switch
        {
            { SystemScope: true } => new() { ["system"] = new JsonObject { ["all"] = true } },
            { TrustId.Length: > 0 } => new() { ["OS-TRUST:trust"] = new JsonObject { ["id"] = settings.TrustId } },
            { ProjectId.Length: > 0 } => new() { ["project"] = Reference(settings.ProjectId, null) },
            { ProjectName.Length: > 0 } => new() { ["project"] = NamedProject(settings, problems) },
            _ when named.Count == 1 => new() { ["domain"] = Reference(settings.DomainId, settings.DomainName) },
            _ => null,
        };
    }

    /// <summary>Refers to something by its id, or by its name if it has none.</summary>
    public static JsonObject Reference(string? id, string? name) => Has(id) ? new() { ["id"] = id } : new() { ["name"] = name };

    private static JsonObject NamedProject(CloudSettings settings, List<string> problems)
    {
        if (!Has(settings.ProjectDomainId) && !Has(settings.ProjectDomainName))
        {
            problems.Add($"{SettingName.Of("project_domain_name", "project_domain_id")} is missing beside the project's name");
        }

        return new() { ["name"] = settings.ProjectName, ["domain"] = Reference(settings.ProjectDomainId, settings.ProjectDomainName) };
    }

    private static bool Has(string? value) => !string.IsNullOrEmpty(value);
}

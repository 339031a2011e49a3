using System.Text;
using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>
/// Puts settings into a URL of a file: <c>https://{region_name}.example.com</c>. A part of Python's <c>str.format</c>, which openstacksdk
/// uses: names, and names of <c>auth</c> as <c>{auth[project_id]}</c>; two braces stand for one. Secrets go into no URL.
/// </summary>
internal sealed class UrlTemplate(YamlMap cloud, CloudOrigin origin, Findings findings)
{
    /// <summary>Fills a template.</summary>
    /// <param name="key">The key that it stands under, for messages.</param>
    /// <param name="template">The template.</param>
    /// <returns>The URL; null if there is a problem.</returns>
    public string? Fill(string key, string template)
    {
        var text = new StringBuilder(template.Length);
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] is not ('{' or '}'))
            {
                text.Append(template[i]);
            }
            else if (i + 1 < template.Length && template[i + 1] == template[i])
            {
                text.Append(template[i++]);
            }
            else if (template[i] is '{' && template.IndexOf('}', i) is > 0 and var end)
            {
                if (Value(key, template, template[(i + 1)..end]) is not { } value)
                {
                    return null;
                }

                text.Append(value);
                i = end;
            }
            else
            {
                findings.Fail(origin.Wrong(key, "braces in pairs around a name, such as {region_name}; a brace itself is written twice"));
                return null;
            }
        }

        return text.ToString();
    }

    private string? Value(string key, string template, string name)
    {
        var (owner, member) = name is ['a', 'u', 't', 'h', '[', .. var inner, ']'] ? (Maps.Child(cloud, CloudKeys.Auth), inner) : (cloud, name);
        if (CloudKeys.IsSecret(member))
        {
            findings.Fail(origin.Wrong(key, $"no secrets in braces{Shown(template, name, member, ", and so not ", "")}"));
            return null;
        }

        if (owner.Find(member)?.Value is YamlScalar scalar and not YamlNull && scalar.ToPythonString() is { Length: > 0 } value)
        {
            return value;
        }

        var none = Shown(template, name, member, ", and ", " is none");
        findings.Fail(origin.Wrong(key, $"names of settings that the cloud has in braces{none}; a brace itself is written twice"));
        return null;
    }

    // Braces may be part of a password that should not be in a URL at all: what is no name, or beside a user, is not repeated.
    private static string Shown(string template, string name, string member, string before, string after) =>
        !template.Contains('@', StringComparison.Ordinal)
        && member.Length > 0
        && member.All(letter => char.IsAsciiLetterLower(letter) || letter is '_')
            ? $"{before}{{{name}}}{after}"
            : "";
}

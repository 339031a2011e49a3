using System.Globalization;
using System.Text;

namespace EventSinks.Local;

/// <summary>Shows an event as <c>openstack stack event list --follow</c> does.</summary>
internal static class ConsoleLine
{
    /// <summary>Adds e.g. <c>2026-11-22 08:21:17 [server]: CREATE_COMPLETE  state changed</c> and a line feed.</summary>
    public static void Append(StringBuilder lines, StackEvent e)
    {
        lines.Append(CultureInfo.InvariantCulture, $"{e.Timestamp:yyyy-MM-dd HH:mm:ss} [");
        AppendHarmless(lines, e.ResourceName);
        lines.Append("]: ");
        AppendHarmless(lines, e.ResourceAction);
        lines.Append('_');
        AppendHarmless(lines, e.ResourceStatus);
        if (!string.IsNullOrEmpty(e.ResourceStatusReason))
        {
            lines.Append("  ");
            AppendHarmless(lines, e.ResourceStatusReason);
        }

        lines.Append('\n');
    }

    // Names and reasons come from users: one must neither forge a second line nor steer the terminal.
    private static void AppendHarmless(StringBuilder lines, string text)
    {
        foreach (var c in text)
        {
            if (c is '\n' or '\r' or '\t')
            {
                lines.Append(' ');
            }
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'))
            {
                lines.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                lines.Append(c);
            }
        }
    }
}

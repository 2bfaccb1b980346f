using EvalKit.Core.Plugins;

namespace EvalKit.Core.Reports;

/// <summary>Gives a report a form.</summary>
[PluginSort("report-formats")]
public interface IReportWriter : IPlugin
{
    /// <summary>The extension of its files, with the dot.</summary>
    string FileExtension { get; }

    /// <summary>Writes the report. The same report gives the same bytes.</summary>
    ValueTask WriteAsync(Report report, Stream destination, CancellationToken cancellation);
}

/// <summary>Gives a form to gates, changes and failures and shows nothing else, so that no other figure need be computed for it.</summary>
public interface IGateReportWriter : IReportWriter;

"""The pages about surveys, by subject. Where people answer: `cvi_survey.answering`."""
